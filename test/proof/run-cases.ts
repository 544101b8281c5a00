import { sideBySide } from '../../functions/usecases/side-by-side.ts';
import type { ConformanceCase } from '../conformance/conformance-case.ts';
import type { ConformanceSite } from '../conformance/conformance-site.ts';
import { runCase } from '../conformance/run-case.ts';
import type { Target } from '../conformance/targets/target.ts';
import { withoutOption } from '../conformance/without-option.ts';

/** What a target's captures came to. */
export interface Results {
  readonly target: string;
  /** The faults of each case that was run; none: it passed. */
  readonly faults: ReadonlyMap<ConformanceCase, readonly string[]>;
  readonly failed: number;
}

/** Runs cases, `width` at the same time, and prints each that fails. What needs a service is left out elsewhere. */
export const runCases = async (
  cases: readonly ConformanceCase[],
  target: Target,
  site: ConformanceSite,
  { width, isService }: { readonly width: number; readonly isService: boolean },
): Promise<Results> => {
  const faults = new Map<ConformanceCase, readonly string[]>();
  const possible = cases.filter(({ needsService }) => isService || !needsService);
  await sideBySide(possible, width, async (one) => {
    const found = await runCase(one, target, site);
    faults.set(one, found);
    if (found.length > 0) console.log(`${target.name}: ${one.area}: ${one.name}: ${found.join('; ')}`);
  });
  const failed = [...faults.values()].filter(({ length }) => length > 0).length;
  return { target: target.name, faults, failed };
};

/** The cases that pass although the option that they prove was left out. */
export const runWithoutOptions = async (
  cases: readonly ConformanceCase[],
  target: Target,
  site: ConformanceSite,
  width: number,
): Promise<readonly string[]> => {
  const inVain: string[] = [];
  const without = cases.filter(({ needsService }) => !needsService).map(withoutOption);
  await sideBySide(without, width, async (one) => {
    if (one === undefined) return;
    const found = await runCase(one, target, site);
    if (found.length > 0) return;
    inVain.push(`${one.name} (${one.proves})`);
    console.log(`${target.name}: ${one.area}: ${one.name}: passes without ${one.proves}`);
  });
  return inVain;
};
