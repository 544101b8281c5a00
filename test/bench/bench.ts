import { cpus } from 'node:os';
import { startFixtureSite } from '../support/fixture-site.ts';
import { batchJudging } from './batch-judging.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { rendererSpeed } from './renderer-speed.ts';
import { serviceSpeed } from './service-speed.ts';
import { startTimes } from './start-times.ts';

// Figures are of this machine and this moment: compare only what one run prints.
console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
bundleSizes();
batchJudging();
const site = await startFixtureSite();
const page = `${site.url}/small`;
try {
  await rendererSpeed({ page, host: site.host });
  const stack = await startTimes([site.host]);
  try {
    await serviceSpeed({ api: stack.api, key: stack.keys.pro, page });
  } finally {
    await stack.stop();
  }
} finally {
  await site.close();
}
