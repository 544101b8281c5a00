import { expect, it } from 'vitest';
import { createBudget } from '../../functions/render/budget.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { runSteps } from '../../functions/render/step.ts';
import { expand } from '../../functions/render/steps/expand.ts';
import { someOptions } from '../support/builders.ts';
import { workWith } from './work-with.ts';

const flushed = async () => {
  for (let times = 0; times < 5; times += 1) await new Promise(setImmediate);
};

it.each(['findScroller', 'openScrollers', 'showsEnd'])(
  'leaves a page alone that answers %s only when its time is over',
  async (late) => {
    const asked: string[] = [];
    const answers: Readonly<Record<string, unknown>> = {
      findScroller: { hidden: 1_000, hasSmall: false },
      openScrollers: { hasGrown: late === 'openScrollers', isClosed: false, rest: 0 },
      showsEnd: false,
    };
    let answer = (): void => undefined;
    const busy = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const tab = {
      viewport: { width: 1280, height: 720 },
      inPage: async ({ name }: { readonly name: string }) => {
        asked.push(name);
        if (name === late) await busy;
        return answers[name];
      },
      resize: async () => void asked.push('resize'),
    } as unknown as Tab;
    const work = { ...workWith(someOptions(), { tab }), budget: createBudget(Date.now() + 600, 0) };
    await runSteps([expand('picture')], work, work.budget);
    answer();
    await flushed();
    expect(asked.at(-1)).toBe(late);
    expect(asked).not.toContain('resize');
    expect(work.warnings).toEqual([expect.stringMatching(/could not be shown at its full height/)]);
  },
);
