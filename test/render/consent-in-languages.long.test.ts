import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../support/fixture-site/consent-pages.ts';
import { type Rig, startRig } from './rig.ts';
import { visitBanner } from './visit-banner.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const done = { accept: 'accepted', reject: 'rejected' } as const;

describe.concurrent.each(Object.keys(languages))('a banner that no rule knows in %s', (lang) => {
  test.each(['accept', 'reject'] as const)('is told to %s', async (action) => {
    expect(await visitBanner(rig, `/consent/unknown?lang=${lang}`, action)).toEqual({
      told: action,
      shows: 'the page',
      consent: { action, result: done[action] },
      warnings: [],
    });
  });
});
