import { expect, test } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { createBudget } from '../../functions/render/budget.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { runSteps } from '../../functions/render/step.ts';
import { dismissCookies } from '../../functions/render/steps/dismiss-cookies.ts';
import { workWith } from './work-with.ts';

test('a banner whose rule does not come to its end is told of once, within the step’s time', async () => {
  const options = captureOptions.parse({ url: 'https://example.com/', dismiss_cookies: 'accept' });
  const progress = () => ({ answering: 'slow', answered: undefined, failed: undefined });
  // Nothing of the tab is asked for while a rule is at work.
  const made = { tab: {} as Tab, consentWatch: { progress } };
  const work = { ...workWith(options, made), budget: createBudget(Date.now() + 2_000, 0) };
  await runSteps([dismissCookies(options)], work, work.budget);
  expect(work.made.consent).toEqual({ cmp: 'slow', action: 'accept', result: 'timed_out' });
  expect(work.warnings).toEqual(['The cookie banner had not been answered when the picture was taken.']);
});
