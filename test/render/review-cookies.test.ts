import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consent } from '../../functions/domain/consent.ts';
import type { ConsentProgress } from '../../functions/render/consent/watch-consent.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { consentSentences } from '../../functions/render/steps/consent-sentences.ts';
import { reviewCookies } from '../../functions/render/steps/review-cookies.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';
import { type EmptyTab, openEmptyTab } from './empty-tab.ts';
import { workWith } from './work-with.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const page = '<h1>A page</h1>';
const banner = `${page}<div style="position:fixed;bottom:0;left:0;right:0;padding:20px">
<p>We use cookies to make this page better.</p><button>Accept all</button><button>Reject all</button></div>`;
const another = 'Something else.';

const nothing: ConsentProgress = { answering: undefined, answered: undefined, failed: undefined };
const consent = (result: Consent['result'], cmp?: string): Consent => ({ cmp, action: 'reject', result });

const watched = (progress: Partial<ConsentProgress>) => ({ progress: () => ({ ...nothing, ...progress }) });
const reviewed = async (work: Work, ms = 1_000) => {
  Object.assign(work.made, await reviewCookies(work.options).run(work, ms));
  return work.made.consent;
};

describe('what is told of a cookie banner once the page stands still', () => {
  it.each([
    ['that the rules answered meanwhile', 'not_found', { answered: 'CMP' }, page, 'rejected'],
    ['that the rules answered at last', 'timed_out', { answered: 'CMP' }, page, 'rejected'],
    ['that stays although the rules answered it', 'not_found', { answered: 'CMP' }, banner, 'still_shown'],
    ['that the rules are at', 'not_found', { answering: 'CMP' }, page, 'timed_out'],
    ['that the rules could not answer', 'not_found', { failed: 'CMP' }, page, 'failed'],
    ['that there is not', 'not_found', {}, page, 'not_found'],
    ['that went at last', 'still_shown', { answered: 'CMP' }, page, 'rejected'],
    ['that was pressed where the rules failed', 'timed_out', { failed: 'CMP' }, page, 'timed_out'],
    ['that was answered in time', 'accepted', { answered: 'CMP' }, banner, 'accepted'],
  ] as const)('is, of one %s, what became of it', async (_case, before, progress, html, after) => {
    await empty.write(html);
    const options = someOptions({ dismiss_cookies: 'reject' });
    const consentWatch = watched(progress);
    const work = workWith(options, { tab: empty.tab, consentWatch, consent: consent(before) });
    const sentences: Readonly<Record<string, string>> = consentSentences;
    work.warnings.push(another, ...(before in sentences ? [sentences[before] ?? ''] : []));
    expect(await reviewed(work)).toMatchObject({ action: 'reject', result: after });
    expect(work.warnings).toEqual([another, ...(after in sentences ? [sentences[after]] : [])]);
  });

  it('is the same where the time of its step was over', async () => {
    await empty.write(page);
    const options = someOptions({ dismiss_cookies: 'reject' });
    const work = workWith(options, { tab: empty.tab, consentWatch: watched({ answered: 'CMP' }) });
    work.warnings.push(consentSentences.timed_out);
    expect(await reviewed(work)).toMatchObject({ cmp: 'CMP', result: 'rejected' });
    expect(work.warnings).toEqual([]);
  });

  it('does not wait for a page that is stuck', async () => {
    const busy = { type: 'page', session: { send: () => new Promise(() => undefined) } };
    const stuck = { ...empty.tab, sessions: { ...empty.tab.sessions, parts: () => [busy] } };
    const options = someOptions({ dismiss_cookies: 'reject' });
    const made = {
      tab: stuck as unknown as Tab,
      consentWatch: watched({ answered: 'CMP' }),
      consent: consent('not_found'),
    };
    expect(await reviewed(workWith(options, made))).toMatchObject({ result: 'timed_out' });
  });
});
