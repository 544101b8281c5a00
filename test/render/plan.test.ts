import { describe, expect, it } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { plan } from '../../functions/render/plan.ts';

const planOf = (options: Record<string, unknown>) =>
  plan(captureOptions.parse({ url: 'https://example.com/', ...options }), { cookies: [] });
const steps = planOf({});

describe('plan', () => {
  it('is the whole of a capture, in order', () => {
    expect(steps.map(({ name }) => name)).toEqual([
      'browser',
      'navigate',
      'load',
      'wait',
      // A picture that may be begun before the page is looked at.
      'settle',
      'draw',
      'settle',
      'draw',
      'reveal',
      'freeze',
      'measure',
      'embedded',
      'lower',
      'shoot',
      'judge',
      'encode',
    ]);
  });

  it('scrolls, plays, opens what scrolls inside and finds the element where it is asked to', () => {
    const names = (options: Record<string, unknown>) => planOf(options).map(({ name }) => name);
    expect(names({ scroll_to: 'h2' })).toContain('scroll');
    expect(names({ scroll_offset_px: 1 })).toContain('scroll');
    expect(names({ scroll_before_capture: true })).toContain('scroll');
    expect(names({ autoplay_videos: true })).toContain('play');
    expect(names({ fullpage: true })).toContain('expand');
    expect(names({ selector: 'main', fullpage: true })).toContain('find');
    expect(names({ selector: 'main', fullpage: true })).not.toContain('expand');
  });

  it('prints a pdf instead of photographing the page', () => {
    expect(planOf({ format: 'pdf' }).map(({ name }) => name)).toEqual([
      'browser',
      'navigate',
      'load',
      'paper',
      'wait',
      'expand',
      'settle',
      // Once more, for what has come.
      'expand',
      'reveal',
      'title',
      'embedded',
      'print',
      'judge',
    ]);
  });

  it('watches over requests and banners before it navigates, and deals with banners before it waits for images', () => {
    const url = 'https://example.com/';
    const asked = captureOptions.parse({ url, dismiss_cookies: 'accept', block_ads: true });
    const cookies = [{ name: 'a', value: 'b' }];
    expect(plan(asked, { cookies }).map(({ name }) => name)).toEqual([
      'browser',
      'introduce',
      'gate',
      'watch_cookies',
      'navigate',
      'load',
      'wait',
      'consent',
      'hide_ads',
      'settle',
      'draw',
      'settle',
      'draw',
      'reveal',
      'freeze',
      'consent',
      'measure',
      'embedded',
      'lower',
      'shoot',
      'judge',
      'encode',
    ]);
  });

  it('says what became of a banner before frames of a document are drawn, which would hide it', () => {
    const asked = captureOptions.parse({
      url: 'https://example.com/',
      dismiss_cookies: 'accept',
      format: 'pdf',
    });
    const names = plan(asked, { cookies: [] }).map(({ name }) => name);
    expect(names.slice(-4)).toEqual(['consent', 'embedded', 'print', 'judge']);
  });

  it('lets only steps without which there is no picture fail a capture', () => {
    expect(steps.filter(({ essential }) => !essential).map(({ name }) => name)).toEqual([
      'load',
      'wait',
      'settle',
      'draw',
      'settle',
      'draw',
      'reveal',
      'freeze',
      'embedded',
      'lower',
      'judge',
    ]);
  });

  it('gives every step a share of the time', () => {
    for (const { share } of steps) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('leaves 15 s of 60 for the picture of a page that took 30 s to arrive and never fires load', () => {
    const load = steps.find(({ name }) => name === 'load');
    expect(load?.atMost).toBe(15_000);
    expect((load?.share ?? 1) * 30).toBeGreaterThanOrEqual(15);
  });

  it('leaves a whole navigation of 30 s after a cold start that used up its share of 60 s', () => {
    const [browser, navigate] = steps;
    const afterOpen = 60 * (1 - (browser?.share ?? 1));
    expect(navigate?.atMost).toBe(30_000);
    expect(afterOpen * (navigate?.share ?? 0)).toBeGreaterThanOrEqual(30);
  });
});
