import { expect, test } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { createBudget } from '../../functions/render/budget.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { runSteps } from '../../functions/render/step.ts';
import { consentSentences } from '../../functions/render/steps/consent-sentences.ts';
import { dismissCookies } from '../../functions/render/steps/dismiss-cookies.ts';
import { dismissLateCookies } from '../../functions/render/steps/dismiss-late-cookies.ts';
import { workWith } from './work-with.ts';

test('a banner whose rule does not come to its end is told of once, within the step’s time', async () => {
  const options = captureOptions.parse({ url: 'https://example.com/', dismiss_cookies: 'accept' });
  const progress = () => ({ answering: 'slow', answered: undefined, failed: undefined });
  // Nothing of the tab is asked for while a rule is at work.
  const tab = { document: { note: () => undefined } } as unknown as Tab;
  const made = { tab, consentWatch: { progress } };
  const work = { ...workWith(options, made), budget: createBudget(Date.now() + 2_000, 0) };
  await runSteps([dismissCookies(options)], work, work.budget);
  expect(work.made.consent).toEqual({ cmp: 'slow', action: 'accept', result: 'timed_out' });
  expect(work.warnings).toEqual(['The cookie banner had not been answered when the picture was taken.']);
});

test('a banner that came while the page was scrolled, and whose rule does not come to its end, is told of once', async () => {
  const options = captureOptions.parse({ url: 'https://example.com/', dismiss_cookies: 'accept' });
  const progress = () => ({ answering: 'slow', answered: undefined, failed: undefined });
  const consent = { action: 'accept', result: 'not_found' } as const;
  const made = { tab: {} as Tab, consentWatch: { progress }, consent };
  const work = { ...workWith(options, made), budget: createBudget(Date.now() + 2_000, 0) };
  await runSteps([dismissLateCookies(options)], work, work.budget);
  expect(work.made.consent).toEqual({ cmp: 'slow', action: 'accept', result: 'timed_out' });
  expect(work.warnings).toEqual([consentSentences.timed_out]);
});

test('one that the page cannot answer any more before the time is over is told of as not answered', async () => {
  const options = captureOptions.parse({ url: 'https://example.com/', dismiss_cookies: 'accept' });
  const progress = () => ({ answering: undefined, answered: undefined, failed: 'slow' });
  const busy = { type: 'page', session: { send: () => new Promise(() => undefined) } };
  const tab = {
    sessions: { parts: () => [busy] },
    document: { note: () => undefined, isLeaving: () => false },
  };
  const consent = { action: 'accept', result: 'not_found' } as const;
  const made = { tab: tab as unknown as Tab, consentWatch: { progress }, consent };
  const work = { ...workWith(options, made), budget: createBudget(Date.now() + 1_000, 0) };
  await runSteps([dismissLateCookies(options)], work, work.budget);
  expect(work.made).toMatchObject({ consent: { action: 'accept', result: 'timed_out' } });
  expect(work.warnings).toEqual([consentSentences.timed_out]);
});

test('one that was seen, and whose time is over at once, is not told of as none', async () => {
  const options = captureOptions.parse({ url: 'https://example.com/', dismiss_cookies: 'accept' });
  let asked = 0;
  const progress = () => {
    asked += 1;
    return { answering: asked === 1 ? 'quick' : undefined, answered: undefined, failed: undefined };
  };
  const consent = { action: 'accept', result: 'not_found' } as const;
  const tab = { sessions: { parts: () => [] }, document: { isLeaving: () => false } };
  const made = { tab: tab as unknown as Tab, consentWatch: { progress }, consent };
  // Of 400 ms, 160.
  const work = { ...workWith(options, made), budget: createBudget(Date.now() + 400, 0) };
  await runSteps([dismissLateCookies(options)], work, work.budget);
  expect(work.made.consent).toEqual({ action: 'accept', result: 'timed_out' });
  expect(work.warnings).toEqual([consentSentences.timed_out]);
});
