import { expect, type TestContext, test } from 'vitest';
import { attackBatches } from './attacks.ts';
import { faultsOf, type LiveReport } from './live-report.ts';
import { runLive } from './run-live.ts';

/** The report of a run, or a skipped test, which says why. */
const reportOf = async (run: Parameters<typeof runLive>[0], { skip }: TestContext): Promise<LiveReport> => {
  const report = await runLive(run);
  if (!('impossible' in report)) return report;
  console.warn(`\n*** NOT TESTED: the egress in live network namespaces. ${report.impossible} ***\n`);
  return skip(report.impossible);
};

// All vectors, and more protections switched off: npm run proof:live.
const vectors = [
  ...['img', 'css-background', 'iframe', 'form-post', 'fetch', 'beacon', 'event-source', 'websocket'],
  ...[
    'service-worker',
    'webrtc',
    'webrtc-peers',
    'dns-prefetch',
    'redirected-img',
    'ipv6-mapped',
    'metadata',
  ],
  ...['name-mixed', 'rebinding', 'top-private', 'top-name-private', 'top-redirect-302', 'top-meta-refresh'],
  ...['top-redirect-to-file', 'top-rebinding'],
];

test('each vector of a page goes for a host of its own, so that what is denied tells which it was', () => {
  for (const { name, attacks } of attackBatches(undefined)) {
    const hosts = attacks.map(({ goal }) => goal.host);
    expect(new Set(hosts).size, name).toBe(hosts.length);
  }
});

test('a hostile page gets the browser nowhere but to the proxy, which denies it', async (context) => {
  const report = await reportOf({ vectors }, context);
  expect(faultsOf(report)).toEqual([]);
  expect(report.vectors.map(({ id }) => id).toSorted()).toEqual(vectors.toSorted());
  // The wire was watched.
  expect(report.toProxy).toBeGreaterThan(0);
  expect(report.byProxy).toBeGreaterThan(0);
});

test.for([
  { mutant: 'loopback and link-local addresses go round the proxy', vector: 'top-loopback', seen: 'direct' },
  { mutant: 'what a name resolved to is not judged', vector: 'top-name-private', seen: 'canary' },
] as const)('it is seen when $mutant', async ({ mutant, vector, seen }, context) => {
  const { breaches } = await reportOf({ vectors: [vector], mutant }, context);
  expect(breaches[seen]).not.toEqual([]);
});
