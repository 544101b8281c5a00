import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consent } from '../../functions/domain/consent.ts';
import type { ConsentProgress } from '../../functions/render/consent/watch-consent.ts';
import { reviewCookies } from '../../functions/render/steps/review-cookies.ts';
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
const sentence = 'The cookie banner had not been answered when the picture was taken.';
const another = 'Something else.';

const nothing: ConsentProgress = { answering: undefined, answered: undefined, failed: undefined };
const consent = (result: Consent['result'], cmp?: string): Consent => ({ cmp, action: 'reject', result });

describe('what is told of a cookie banner once the picture is taken', () => {
  it.each([
    ['that the rules answered meanwhile', 'not_found', { answered: 'CMP' }, page, consent('rejected', 'CMP')],
    ['that the rules answered at last', 'timed_out', { answered: 'CMP' }, page, consent('rejected', 'CMP')],
    ['that the rules are at', 'not_found', { answering: 'CMP' }, page, consent('timed_out', 'CMP')],
    ['that came meanwhile', 'not_found', {}, banner, consent('timed_out')],
    [
      'that came beside one that was answered',
      'not_found',
      { answered: 'CMP' },
      banner,
      consent('timed_out', 'CMP'),
    ],
    ['that there is not', 'not_found', {}, page, consent('not_found')],
    ['that was answered in time', 'accepted', {}, banner, consent('accepted')],
  ] as const)('of one %s', async (_case, before, progress, html, after) => {
    await empty.write(html);
    const consentWatch = { progress: () => ({ ...nothing, ...progress }) };
    const options = someOptions({ dismiss_cookies: 'reject' });
    const work = workWith(options, { tab: empty.tab, consentWatch, consent: consent(before) });
    work.warnings.push(...(before === 'timed_out' ? [sentence] : []), another);
    const made = await reviewCookies(options).run(work, 1_000);
    expect(made?.consent ?? work.made.consent).toEqual(after);
    const isOpen = after.result === 'timed_out';
    expect(work.warnings.toSorted()).toEqual([another, ...(isOpen ? [sentence] : [])]);
  });

  it('is nothing of what is in view only because the page was made higher', async () => {
    await empty.write(banner);
    const options = someOptions({ dismiss_cookies: 'reject', fullpage: true });
    const work = workWith(options, { tab: empty.tab, consent: consent('not_found') });
    expect(await reviewCookies(options).run(work, 1_000)).toBeUndefined();
  });
});
