import { cpus } from 'node:os';
import { startFixtureSite } from '../support/fixture-site.ts';
import { batchJudging } from './batch-judging.ts';
import { batchSpeed } from './batch-speed.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { callCounts } from './call-counts.ts';
import { callbackSpeed, startStopwatch } from './callback-speed.ts';
import { etaAccuracy } from './eta-accuracy.ts';
import { privateFileMemory } from './private-file-memory.ts';
import { proxyCost } from './proxy-cost.ts';
import { rendererSpeed } from './renderer-speed.ts';
import { serviceSpeed } from './service-speed.ts';
import { startTimes } from './start-times.ts';

// Figures are of this machine and this moment: compare only what one run prints.
console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
bundleSizes();
batchJudging();
await callCounts();
const [site, stopwatch] = await Promise.all([startFixtureSite(), startStopwatch()]);
const page = `${site.url}/small`;
try {
  await rendererSpeed();
  await proxyCost();
  const stack = await startTimes({ allow: [site.host, stopwatch.host], callbackCa: stopwatch.ca });
  try {
    const { api, keys, endpoint } = stack;
    await serviceSpeed({ api, key: keys.pro, page });
    await callbackSpeed({ api, endpoint, key: keys.pro, page, stopwatch });
    await privateFileMemory(endpoint);
    await etaAccuracy({ api, keys, page });
    await batchSpeed({ api, endpoint, page });
  } finally {
    await stack.stop();
  }
} finally {
  stopwatch.close();
  await site.close();
}
