import { describe, expect, it, vi } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { geometry } from '../../functions/domain/geometry.ts';
import { RenderFailure } from '../../functions/domain/render-failure.ts';
import { createBudget } from '../../functions/render/budget.ts';
import { runSteps, type Step } from '../../functions/render/step.ts';
import { made, type Work } from '../../functions/render/work.ts';

const options = captureOptions.parse({ url: 'https://example.com/' });
const never = new Promise<never>(() => undefined);

const workOn = (parts: Partial<Work> = {}): Work => ({
  options,
  geometry: geometry(options),
  budget: createBudget(Date.now() + 10_000, 0),
  made: {},
  warnings: [],
  screenScale: 1,
  openTab: () => never,
  adFilters: async () => undefined,
  cutOff: () => undefined,
  lost: never,
  isLost: () => false,
  ...parts,
});
const essential = (name: string, run: Step['run'], share = 1): Step => ({
  name,
  share,
  run,
  essential: true,
  overdue: 'navigation_timeout',
});
const optional = (name: string, run: Step['run'], share = 1): Step => ({
  name,
  share,
  run,
  essential: false,
  warning: `${name} did not work.`,
});
const run = (steps: readonly Step[], work: Work) => runSteps(steps, work, work.budget);

describe('runSteps', () => {
  it('hands on what a step made and times each under its name', async () => {
    const work = workOn();
    const seen: string[] = [];
    const timings = await run(
      [
        essential('first', async () => ({ title: 'made first' })),
        essential('second', async (given) => {
          seen.push(made(given, 'title'));
          return undefined;
        }),
      ],
      work,
    );
    expect(seen).toEqual(['made first']);
    expect(Object.keys(timings)).toEqual(['first', 'second']);
    for (const ms of Object.values(timings)) expect(Number.isInteger(ms)).toBe(true);
  });

  it('gives the step that time was set aside for a share of that, and none to those before it', async () => {
    const work = workOn({ budget: createBudget(Date.now() + 10_000, 10_000) });
    const aWhile = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 20));
    await run([optional('before', aWhile), { ...optional('wait', aWhile), takesSetAside: true }], work);
    expect(work.warnings).toEqual(['before did not work.']);
  });

  it('adds up the times of a step that is taken twice', async () => {
    const now = vi.spyOn(performance, 'now');
    for (const at of [0, 10, 20, 50]) now.mockReturnValueOnce(at);
    const twice = essential('twice', async () => undefined);
    expect(await run([twice, twice], workOn())).toEqual({ twice: 40 });
    now.mockRestore();
  });

  it('fails the capture with what an essential step threw, and runs no further', async () => {
    const ran: string[] = [];
    const after = essential('after', async () => void ran.push('after') as undefined);
    const thrown = new Error('no');
    await expect(run([essential('bad', () => Promise.reject(thrown)), after], workOn())).rejects.toBe(thrown);
    expect(ran).toEqual([]);
  });

  it('fails the capture with the code of an essential step that is overdue', async () => {
    const failure = await run([essential('slow', () => never, 0.001)], workOn()).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RenderFailure);
    expect(failure).toMatchObject({ code: 'navigation_timeout' });
  });

  it('turns what goes wrong in any other step into its warning', async () => {
    const work = workOn();
    const steps = [
      optional('broken', () => Promise.reject(new Error('no'))),
      optional('slow', () => never, 0.001),
      essential('last', async () => ({ title: 'reached' })),
    ];
    await run(steps, work);
    expect(work.warnings).toEqual(['broken did not work.', 'slow did not work.']);
    expect(work.made.title).toBe('reached');
  });

  it('ends at once when the browser is lost, also in a step that could not fail the capture', async () => {
    const lost = new RenderFailure('page_crashed');
    const work = workOn({ lost: Promise.reject(lost), isLost: () => true });
    await expect(run([optional('wait', () => never)], work)).rejects.toBe(lost);
  });
});

describe('made', () => {
  it('names the part that no step has made yet', () => {
    expect(() => made(workOn(), 'photo')).toThrow('"photo"');
  });
});
