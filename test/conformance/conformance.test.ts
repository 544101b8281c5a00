import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { cases } from './cases.ts';
import { areas } from './conformance-case.ts';
import { type ConformanceSite, startConformanceSite } from './conformance-site.ts';
import { runCase } from './run-case.ts';
import { rendererTarget } from './targets/renderer-target.ts';
import type { Target } from './targets/target.ts';
import { withoutOption } from './without-option.ts';

// The quick cases; `npm run proof:conformance` runs all of them.
let site: ConformanceSite;
let target: Target;
beforeAll(async () => {
  site = await startConformanceSite();
  target = await rendererTarget(site);
});
afterAll(async () => {
  await target.close();
  await site.close();
});

describe.each(areas)('%s', (area) => {
  const quick = cases.filter((one) => one.quick && one.area === area);
  it.each(quick.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await runCase(one, target, site)).toEqual([]);
  });

  const proving = quick.map(withoutOption).filter((one) => one !== undefined);
  if (proving.length > 0) {
    it.each(proving.map((one) => [one.name, one] as const))(
      'fails without its option: %s',
      async (_, one) => {
        expect(await runCase(one, target, site)).not.toEqual([]);
      },
    );
  }
});

describe('the suite', () => {
  it('has a case for each option that fails without it', () => {
    const proved = new Set(cases.map(({ proves }) => proves));
    const options = Object.keys(askedOptions.shape).filter((name) => name !== 'url');
    expect(options.filter((name) => !proved.has(name))).toEqual([]);
  });

  it('has cases in each area, and no two of one name', () => {
    const names = cases.map(({ area, name }) => `${area}: ${name}`);
    expect(areas.filter((area) => !cases.some((one) => one.area === area))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });
});
