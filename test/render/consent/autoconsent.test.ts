import { describe, expect, test } from 'vitest';
import { type Autoconsent, loadAutoconsent } from '../../../functions/render/consent/autoconsent.ts';

const [accepting, rejecting] = await Promise.all([loadAutoconsent('accept'), loadAutoconsent('reject')]);
const page = 'https://shop.example/';
const namesOf = (one: Autoconsent, url: string, isMain: boolean) =>
  one.rules(url, isMain).map(({ name }) => name);

describe('the rules of a document', () => {
  test('are those that can do what is asked for', () => {
    const cannotAccept = 'https://www.acetool.com/';
    const only = (one: Autoconsent) =>
      namesOf(one, cannotAccept, true).filter((name) => /acetool/.test(name));
    expect(only(rejecting)).toHaveLength(1);
    expect(only(accepting)).toEqual([]);
  });

  test('are those of its address, and of its place in the page', () => {
    expect(namesOf(accepting, page, true)).toContain('didomi');
    expect(namesOf(accepting, page, false)).not.toContain('didomi');
    expect(namesOf(accepting, 'https://www.instagram.com/', true)).not.toEqual(
      namesOf(accepting, page, true),
    );
  });

  test('are few in a frame, since every frame is sent its own', () => {
    expect(accepting.rules(page, false).length).toBeLessThan(10);
  });
});

describe('autoconsent', () => {
  test('acts as it is asked to, and hides nothing', () => {
    const hidesNothing = { enablePrehide: false, enableCosmeticRules: false, heuristicMode: 'off' };
    expect(accepting.config).toMatchObject({ autoAction: 'optIn', ...hidesNothing });
    expect(rejecting.config).toMatchObject({ autoAction: 'optOut', ...hidesNothing });
  });

  test('runs its own snippets in the page, and nothing else', () => {
    expect(accepting.snippet('EVAL_COOKIEBOT_1')).toMatch(/^\(\(\) => .*Cookiebot\)\(\)$/);
    expect(accepting.snippet('alert(1)')).toBeUndefined();
    expect(accepting.snippet('constructor')).toBeUndefined();
  });
});
