import type { Capture, ConformanceCase } from './conformance-case.ts';
import type { ConformanceSite } from './conformance-site.ts';
import type { Target } from './targets/target.ts';

const addressOf = ({ page }: ConformanceCase, site: ConformanceSite): string => {
  const address = typeof page === 'string' ? page : page(site);
  return address.startsWith('http') ? address : site.url + address;
};

const judged = async (one: ConformanceCase, capture: Capture): Promise<readonly string[]> => {
  try {
    return await one.judge(capture);
  } catch (error) {
    return [`the capture could not be judged: ${(error as Error).message}`];
  }
};

/** What is wrong with the target's capture of a case; empty: it passes. Throws when the target is out of order. */
export const runCase = async (
  one: ConformanceCase,
  target: Target,
  site: ConformanceSite,
): Promise<readonly string[]> => {
  const url = addressOf(one, site);
  const capture = await target.capture(url, one);
  const faults = await judged(one, capture);
  if (!one.twice || capture.outcome === 'failed') return faults;
  const again = await target.capture(url, one);
  const isSame = again.outcome === 'file' && Buffer.from(again.bytes).equals(capture.bytes);
  return isSame ? faults : [...faults, 'the second file differs from the first'];
};
