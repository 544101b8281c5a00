import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../support/decode.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const green = [10, 125, 50];
const blue = [23, 70, 162];
const element = (path: string, options: object = {}) =>
  rig.capture(path, { selector: '#target', format: 'png', ...options });

describe('an element is the picture', () => {
  it.each([
    ['in a frame of the same origin', '/element-in-frame'],
    ['in an open shadow root', '/element-in-shadow'],
  ])('%s', async (_, path) => {
    const { bytes, width, height } = await element(path);
    expect([width, height]).toEqual([300, 200]);
    const picture = await decode(bytes);
    for (const [x, y] of [
      [299, 0],
      [0, 199],
      [299, 199],
    ] as const)
      expect(picture.at(x, y)).toEqual(green);
  });

  it('as a whole, though what scrolls around it is lower', async () => {
    const { bytes, width, height } = await element('/element-in-scroller');
    expect([width, height]).toEqual([300, 900]);
    const picture = await decode(bytes);
    expect([picture.at(200, 440), picture.at(200, 460), picture.at(200, 899)]).toEqual([green, blue, blue]);
  });

  it('at twice its pixels with hidpi', async () => {
    const { width, height } = await element('/element-in-shadow', { hidpi: true });
    expect([width, height]).toEqual([600, 400]);
  });

  it('of no page where nothing matches, whatever the selector is', async () => {
    for (const selector of ['#nowhere', 'div:not-a-pseudo-class', ':::']) {
      await expect(rig.capture('/small', { selector })).rejects.toMatchObject({ code: 'selector_not_found' });
    }
  });
});

describe('a picture that came out empty', () => {
  it('is taken once more, a little later', async () => {
    const { bytes, checks, warnings } = await rig.capture('/late-to-paint', { format: 'png' });
    expect((await decode(bytes)).at(1_000, 10)).toEqual(green);
    expect(checks['blank']).toBe(false);
    expect(warnings).toEqual([]);
  });

  it('is delivered with a warning when it stays so', async () => {
    const { checks, warnings } = await rig.capture('/late-to-paint?ms=20000', { format: 'png' });
    expect(checks['blank']).toBe(true);
    expect(warnings).toEqual(['The picture shows nothing but one colour.']);
  });
});

describe('an element of more pixels than the function has memory for', () => {
  it.each([
    ['wider than the browser can draw', 'width=20000&height=10', {}],
    ['of more than 700 MB', 'width=8000&height=29500', {}],
    [
      'of more than 700 MB because it may be seen through',
      'width=6000&height=29500',
      { omit_background: true },
    ],
    ['of more than 1,150 MB with its frame', 'width=6000&height=29500', { frame: 'shadow' }],
  ])('is too large: %s', async (_, query, options) => {
    const asked = { selector: '#target', format: 'png', ...options };
    await expect(rig.capture(`/element-large?${query}`, asked)).rejects.toMatchObject({
      code: 'result_too_large',
    });
  });
});
