import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../support/decode.ts';
import { GROUND } from '../support/fixture-site/consent-pages.ts';
import { type FixtureSite, startFixtureSite } from '../support/fixture-site.ts';
import { type Rig, startRig } from './rig.ts';
import { visitBanner } from './visit-banner.ts';

// Another site than the pages': a frame of it is in another process.
let other: FixtureSite;
let at: string;
let rig: Rig;
beforeAll(async () => {
  other = await startFixtureSite();
  const host = `localhost:${new URL(other.url).port}`;
  at = `http://${host}`;
  rig = await startRig({}, [host]);
});
afterAll(async () => {
  await rig.close();
  await other.close();
});

const visit = (path: string, action: '' | 'accept' | 'reject', options = {}) =>
  visitBanner(rig, path, action, options);

const done = { accept: 'accepted', reject: 'rejected' } as const;
const actions = ['accept', 'reject'] as const;
/** With spaces between words and without; all of them: consent-in-languages.long.test.ts. */
const someLanguages = ['en', 'ja'];
const managers: readonly (readonly [path: string, cmp: string])[] = [
  ['onetrust', 'Onetrust'],
  ['cookiebot', 'Cybotcookiebot'],
  ['didomi', 'didomi'],
  ['quantcast', 'quantcast'],
  ['usercentrics', 'usercentrics-api'],
];

describe.concurrent('a banner of a known manager', () => {
  test.each(managers.flatMap(([path, cmp]) => actions.map((action) => [path, action, cmp] as const)))(
    'of %s is told to %s, and is not in the picture',
    async (path, action, cmp) => {
      expect(await visit(`/consent/${path}`, action)).toEqual({
        told: action,
        shows: 'the page',
        consent: { cmp, action, result: done[action] },
        warnings: [],
      });
    },
  );

  test.each(actions)('in a frame of another site is told to %s', async (action) => {
    expect(await visit(`/consent/sourcepoint?at=${at}`, action)).toEqual({
      told: action,
      shows: 'the page',
      consent: { cmp: 'Sourcepoint-frame', action, result: done[action] },
      warnings: [],
    });
  });

  test('that comes a second after the page has loaded is answered', async () => {
    expect(await visit('/consent/onetrust?late=1000', 'accept')).toMatchObject({
      told: 'accept',
      shows: 'the page',
      consent: { cmp: 'Onetrust', result: 'accepted' },
    });
  });

  test('that comes when the page is scrolled is answered', async () => {
    const scrolled = { scroll_before_capture: true };
    expect(await visit('/consent/onetrust?scrolled', 'reject', scrolled)).toEqual({
      told: 'reject',
      shows: 'the page',
      consent: { cmp: 'Onetrust', action: 'reject', result: 'rejected' },
      warnings: [],
    });
  });

  test.each([
    ['though another document comes in answer', 'known&late=600'],
    ['though it keeps the page from being scrolled', 'locks'],
  ])(
    'that comes when the page is scrolled leaves nothing of what comes then unseen, %s',
    { concurrent: false },
    async (_what, kind) => {
      const options = {
        format: 'png',
        dismiss_cookies: 'accept',
        fullpage: true,
        scroll_before_capture: true,
      };
      const { bytes, consent, height } = await rig.capture(`/consent/anew?${kind}`, options);
      expect(consent?.result).toBe('accepted');
      const { at: pixel } = await decode(bytes);
      const tops = [0, 1, 2, 3, 4].map((section) => pixel(1_000, section * 900 + 450));
      expect([height, ...tops]).toEqual([4_500, GROUND, GROUND, GROUND, GROUND, GROUND]);
    },
  );

  test('is left alone when nothing is asked for', async () => {
    expect(await visit('/consent/onetrust', '')).toEqual({
      told: 'untold',
      shows: 'the banner',
      consent: undefined,
      warnings: [],
    });
  });

  test('that does not go away is told of', async () => {
    const { consent, shows, warnings } = await visit('/consent/deaf', 'accept');
    expect(consent).toEqual({ cmp: 'Onetrust', action: 'accept', result: 'still_shown' });
    expect(shows).toBe('the banner');
    expect(warnings).toEqual([
      'The cookie banner was answered, and it or another one is in the picture all the same.',
    ]);
  });
});

describe.concurrent('a banner that no rule knows', () => {
  test.each(someLanguages.flatMap((lang) => actions.map((action) => [lang, action] as const)))(
    'in %s is told to %s',
    async (lang, action) => {
      expect(await visit(`/consent/unknown?lang=${lang}`, action)).toEqual({
        told: action,
        shows: 'the page',
        consent: { action, result: done[action] },
        warnings: [],
      });
    },
  );

  test.each(actions)('in a shadow root is told to %s', async (action) => {
    expect(await visit('/consent/unknown?shadow', action)).toMatchObject({ told: action, shows: 'the page' });
  });

  test.each(actions)('in a foot, after a list of links that is empty, is told to %s', async (action) => {
    expect(await visit('/consent/foot', action)).toMatchObject({ told: action, shows: 'the page' });
  });

  test.each(actions)('in a frame of another site is told to %s', async (action) => {
    expect(await visit(`/consent/unknown-frame?at=${at}`, action)).toMatchObject({
      told: action,
      shows: 'the page',
      consent: { result: done[action] },
    });
  });

  test('that comes a second after the page has loaded is answered', async () => {
    expect(await visit('/consent/unknown?late=1000', 'reject')).toMatchObject({
      told: 'reject',
      shows: 'the page',
    });
  });

  test('that comes when the page is scrolled is answered', async () => {
    const scrolled = { scroll_before_capture: true };
    expect(await visit('/consent/unknown?scrolled', 'accept', scrolled)).toEqual({
      told: 'accept',
      shows: 'the page',
      consent: { action: 'accept', result: 'accepted' },
      warnings: [],
    });
  });

  test.each([
    ['though another document comes then', '/consent/anew?', { scroll_to: '#mark' }],
    ['though it has taken the page to its top', '/consent/anew?locks', { scroll_to: '#mark' }],
    ['by as much as asked for, once', '/consent/anew?stays', { scroll_offset_px: 1_300 }],
    ['by as much, in another document', '/consent/anew?', { scroll_offset_px: 1_300 }],
  ])('that comes where the page is scrolled to is answered there, %s', async (_what, path, scrolled) => {
    expect(await visit(path, 'accept', scrolled)).toEqual({
      told: 'accept',
      shows: 'the page',
      consent: { action: 'accept', result: 'accepted' },
      warnings: [],
    });
  });

  test('is never accepted when it is to be rejected', async () => {
    expect(await visit('/consent/unknown?without', 'reject')).toEqual({
      told: 'untold',
      shows: 'the banner',
      consent: { action: 'reject', result: 'no_reject_option' },
      warnings: [
        'The cookie banner has nothing to reject with, nor have its settings: one of them is in the picture.',
      ],
    });
  });

  test.each([
    ['has a button for it in its settings', 'settings'],
    ['lets its purposes be saved, all of which are off', 'save'],
    ['has such purposes in its settings', 'saves'],
  ])('is rejected where it %s', async (_what, kind) => {
    expect(await visit(`/consent/steps?kind=${kind}`, 'reject')).toEqual({
      told: 'reject',
      shows: 'the page',
      consent: { action: 'reject', result: 'rejected' },
      warnings: [],
    });
  });

  test.each([
    ['its purposes are on', 'on'],
    ['one of its purposes is a button that is pressed', 'pressed'],
    ['its switches are against something', 'against'],
    ['its settings are another page', 'link'],
    ['its settings have nothing to press', 'empty'],
  ])('is told of where %s', async (_what, kind) => {
    expect(await visit(`/consent/steps?kind=${kind}`, 'reject')).toMatchObject({
      told: 'untold',
      shows: 'the banner',
      consent: { action: 'reject', result: 'no_reject_option' },
    });
  });

  test('is accepted at once, whatever its settings have', async () => {
    expect(await visit('/consent/steps?kind=settings', 'accept')).toMatchObject({
      told: 'accept',
      shows: 'the page',
      consent: { action: 'accept', result: 'accepted' },
    });
  });

  test('that does not go away is pressed once and told of', async () => {
    expect(await visit('/consent/unknown?stays', 'accept')).toMatchObject({
      told: 'accept',
      shows: 'the banner',
      consent: { action: 'accept', result: 'still_shown' },
    });
  });
});

describe.concurrent('a page without a banner', () => {
  test.each(actions)('is told of as one, for %s', async (action) => {
    expect(await visit('/consent/none', action)).toEqual({
      told: 'untold',
      shows: 'the page',
      consent: { action, result: 'not_found' },
      warnings: [],
    });
  });

  test.each(actions)(
    'keeps its own buttons, a newsletter and an order that speak of cookies, for %s',
    async (action) => {
      expect(await visit('/consent/lookalikes', action)).toMatchObject({
        told: 'untold',
        shows: 'the banner',
        consent: { action, result: 'not_found' },
      });
    },
  );

  test('has no way to say that it has been answered', async () => {
    expect(await visit('/consent/forger', 'accept')).toMatchObject({
      told: '0 ways',
      consent: { action: 'accept', result: 'not_found' },
    });
  });
});
