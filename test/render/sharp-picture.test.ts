import { describe, expect, it, vi } from 'vitest';
import type { Picture } from '../../functions/ports/renderer.ts';
import { sharpPicture, type Visit } from '../../functions/render/sharp-picture.ts';
import { somePicture } from '../support/memory-ports.ts';

const pictureOf = (pageTitle: string, parts: Partial<Picture> = {}): Picture =>
  somePicture({ pageTitle, timings: { shoot: 1 }, ...parts });
const coarse = (parts: Partial<Picture> = {}): Visit => ({
  picture: pictureOf('first', parts),
  finerScale: 2,
});

/** What is delivered, and which scales were asked for, when the visits of a page come to this. */
const delivered = async (first: Visit, second?: Partial<Picture> | Error, mayVisitAgain = true) => {
  const scales: (number | undefined)[] = [];
  const picture = await sharpPicture({
    visit: async (scale) => {
      scales.push(scale);
      if (scale === undefined) return first;
      if (second instanceof Error) throw second;
      return { picture: pictureOf('second', second), finerScale: undefined };
    },
    mayVisitAgain: () => mayVisitAgain,
    log: undefined,
  });
  return { picture, title: picture.pageTitle, scales };
};

describe('a picture whose frames could be sharper', () => {
  it('is taken once more with a screen that is as fine', async () => {
    const { picture, title, scales } = await delivered(coarse());
    expect([title, scales]).toEqual(['second', [undefined, 2]]);
    expect(Object.keys(picture.timings)).toEqual(['shoot', 'sharpen']);
  });

  it('is the answer where there is no time for another', async () => {
    expect(await delivered(coarse(), {}, false)).toMatchObject({ title: 'first', scales: [undefined] });
  });

  it.each<[string, Partial<Picture>]>([
    ['an error page', { pageStatus: 503 }],
    ['blank', { checks: { blank: true } }],
    ['a question whether its visitor is a robot', { checks: { bot_challenge: true } }],
  ])('is not taken once more when it is %s, and is the answer when the other one is', async (_, parts) => {
    expect(await delivered(coarse(parts))).toMatchObject({ title: 'first', scales: [undefined] });
    expect(await delivered(coarse(), parts)).toMatchObject({ title: 'first', scales: [undefined, 2] });
  });

  it.each<[string, Partial<Picture>]>([
    ['lacks what it has', { warnings: ['1 image had not arrived.'] }],
    ['has a banner that was answered in it', { consent: { action: 'accept', result: 'timed_out' } }],
  ])('is the answer when the other one %s', async (_, parts) => {
    const first = { consent: { action: 'accept', result: 'accepted' } } as const;
    expect(await delivered(coarse(first), { ...first, ...parts })).toMatchObject({ title: 'first' });
  });

  it('is not the answer when the banner was answered in the other one alone', async () => {
    const [late, answered] = (['timed_out', 'accepted'] as const).map((result) => ({
      consent: { action: 'accept', result } as const,
    }));
    expect(await delivered(coarse(late), answered)).toMatchObject({ title: 'second' });
  });

  it('is not the answer for what the other one lacks as well', async () => {
    const both = { warnings: ['The page was still busy.'] };
    expect(await delivered(coarse(both), both)).toMatchObject({ title: 'second' });
  });

  it('is the answer when the other one fails, with the small picture that was made before', async () => {
    const preview = vi.fn(async () => ({ bytes: Buffer.from('small') }));
    const { picture, title } = await delivered(coarse({ preview }), new Error('gone'));
    expect(title).toBe('first');
    expect(preview).toHaveBeenCalledTimes(1);
    expect(Buffer.from((await picture.preview()).bytes).toString()).toBe('small');
    expect(preview).toHaveBeenCalledTimes(1);
  });

  it('is the answer when its small picture fails, for whoever asks for that', async () => {
    const preview = async () => Promise.reject(new Error('no preview'));
    const { picture, scales } = await delivered(coarse({ preview }));
    expect(scales).toEqual([undefined]);
    await expect(picture.preview()).rejects.toThrow('no preview');
  });

  it('is taken once where they are as sharp as the rest', async () => {
    const sharp = { picture: pictureOf('first'), finerScale: undefined };
    expect(await delivered(sharp)).toMatchObject({ title: 'first', scales: [undefined] });
  });
});
