import { areas, type ConformanceCase } from '../conformance/conformance-case.ts';
import type { Results } from './run-cases.ts';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const passed = (faults: readonly (readonly string[])[]): number =>
  faults.filter(({ length }) => length === 0).length;

/** Cases and passes by area, a column a target, as Markdown. */
export const areaTable = (results: readonly Results[]): string => {
  const faultsIn = ({ faults }: Results, area?: string) =>
    [...faults].filter(([one]) => area === undefined || one.area === area).map(([, found]) => found);
  const line = (name: string, area?: string): string | undefined => {
    const columns = results.map((result) => faultsIn(result, area));
    const count = columns[0]?.length ?? 0;
    return count === 0 ? undefined : row([name, count, ...columns.map(passed)]);
  };
  return [
    row(['area', 'cases', ...results.map(({ target }) => `${target} passes`)]),
    row(['---', '---', ...results.map(() => '---')]),
    ...areas.map((area) => line(area, area)),
    line('**all**'),
  ]
    .filter((one) => one !== undefined)
    .join('\n');
};

/** Each case with what it proves and who passes it, as Markdown. */
export const caseTable = (cases: readonly ConformanceCase[], results: readonly Results[]): string => {
  const mark = ({ faults }: Results, one: ConformanceCase): string => {
    const found = faults.get(one);
    return found === undefined ? 'not run' : found.length === 0 ? 'yes' : '**no**';
  };
  return [
    row(['case', 'fails without', ...results.map(({ target }) => target)]),
    row(['---', '---', ...results.map(() => '---')]),
    ...cases.map((one) =>
      row([
        `${one.area}: ${one.name}`,
        one.proves === undefined ? '' : `\`${one.proves}\``,
        ...results.map((result) => mark(result, one)),
      ]),
    ),
  ].join('\n');
};

/** One sentence about the cases that were run without the option that they prove. */
export const optionFaults = (cases: readonly ConformanceCase[], inVain: readonly string[]): string => {
  const proving = cases.filter(({ proves, needsService }) => proves !== undefined && !needsService);
  const options = new Set(proving.map(({ proves }) => proves)).size;
  return inVain.length === 0
    ? `${proving.length} cases prove ${options} options: each fails without its option.`
    : `${inVain.length} of ${proving.length} cases **pass without** the option that they prove: ${inVain.join('; ')}.`;
};
