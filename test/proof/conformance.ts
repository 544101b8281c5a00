import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { cases } from '../conformance/cases.ts';
import { type SitePlace, startConformanceSite } from '../conformance/conformance-site.ts';
import { puppeteerTarget } from '../conformance/targets/puppeteer-target.ts';
import { rendererTarget } from '../conformance/targets/renderer-target.ts';
import { serviceTarget } from '../conformance/targets/service-target.ts';
import { areaTable, caseTable, optionFaults } from './conformance-tables.ts';
import { type Results, runCases, runWithoutOptions } from './run-cases.ts';
import { writeConformanceTable } from './write-conformance-table.ts';
import { writeProof } from './write-proof.ts';

const help = `npm run proof:conformance [-- OPTION…]

Takes the captures of all cases and says which are right. Without a target it runs the renderer of this project and, to
show that the cases have teeth, a plain Puppeteer script, each option's case also without its option, and writes the
tables in docs/proof.md and README.md. Ends with 1 when a case of a target other than Puppeteer fails.

  --renderer            only the renderer, in this process; writes nothing
  --puppeteer           only the Puppeteer script; writes nothing
  --target URL          a service that speaks this API; writes nothing
  --key KEY             its API key, of an account that may use all options
  --bind ADDRESS        where the pages are served (127.0.0.1), for a service that runs elsewhere
  --port PORT           their port (a free one); the local stack has to allow it: npm start -- --allow 127.0.0.1:PORT
  --public-url URL      what the service calls them
  --only TEXT           only cases with this in their area or name
  --width N             captures at the same time (2)
  --help                this text
`;

const { values } = parseArgs({
  options: {
    renderer: { type: 'boolean', default: false },
    puppeteer: { type: 'boolean', default: false },
    target: { type: 'string' },
    key: { type: 'string' },
    bind: { type: 'string' },
    port: { type: 'string' },
    'public-url': { type: 'string' },
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

const chosen = cases.filter(({ area, name }) => `${area}: ${name}`.includes(values.only));
const width = Number(values.width);
const place: SitePlace = {
  bind: values.bind,
  port: values.port === undefined ? undefined : Number(values.port),
  publicUrl: values['public-url'],
};

/** One target alone: its results are printed. */
const runOne = async (): Promise<boolean> => {
  const site = await startConformanceSite(place);
  const { target: api, key, puppeteer } = values;
  const service =
    api !== undefined && key !== undefined ? serviceTarget(api.replace(/\/$/, ''), key) : undefined;
  const target = service ?? (await (puppeteer ? puppeteerTarget() : rendererTarget(site)));
  try {
    const results = await runCases(chosen, target, site, { width, isService: service !== undefined });
    console.log(areaTable([results]));
    return results.failed === 0;
  } finally {
    await target.close();
    await site.close();
  }
};

/** The renderer, the same without each option, and Puppeteer; the results are written where they are read. */
const runAll = async (): Promise<boolean> => {
  const started = performance.now();
  const site = await startConformanceSite(place);
  const results: Results[] = [];
  let inVain: readonly string[] = [];
  try {
    const renderer = await rendererTarget(site);
    results.push(await runCases(chosen, renderer, site, { width, isService: false }));
    inVain = await runWithoutOptions(chosen, renderer, site, width);
    await renderer.close();
    const puppeteer = await puppeteerTarget();
    results.push(await runCases(chosen, puppeteer, site, { width, isService: false }));
    await puppeteer.close();
  } finally {
    await site.close();
  }
  const table = areaTable(results);
  const without = optionFaults(chosen, inVain);
  console.log(`${table}\n\n${without}`);
  if (values.only === '') {
    const minutes = ((performance.now() - started) / 60_000).toFixed(1);
    const result = `${table}\n\n${without} It took ${minutes} min on ${cpus().length} cores.\n\n${caseTable(chosen, results)}`;
    writeProof({ name: 'conformance', result });
    writeConformanceTable(table);
  }
  return results[0]?.failed === 0 && inVain.length === 0;
};

if (values.help) {
  console.log(help);
} else if (values.target !== undefined && values.key === undefined) {
  console.error('--target needs --key.');
  process.exitCode = 2;
} else {
  const isOne = values.renderer || values.puppeteer || values.target !== undefined;
  const isRight = await (isOne ? runOne() : runAll());
  // What Puppeteer gets wrong is no fault of this project.
  process.exitCode = isRight || values.puppeteer ? 0 : 1;
}
