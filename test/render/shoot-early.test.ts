import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { earlyShot } from '../../functions/render/picture/early-shot.ts';
import { mayShootEarly, shootEarly } from '../../functions/render/steps/shoot-early.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';
import { type Rig, startRig } from './rig.ts';
import { workWith } from './work-with.ts';

const never = new Promise<never>(() => undefined);

/** A page that is still, unless told otherwise, and how often it was photographed. */
const pageThat = (
  is: {
    readonly isStill?: () => Promise<boolean>;
    readonly isLeaving?: boolean;
    readonly isPending?: boolean;
    readonly hasOthers?: boolean;
    readonly hasFrames?: boolean;
  } = {},
) => {
  const now = { isSame: true, isStill: true, hasOthers: is.hasOthers === true, count: 3, photographed: 0 };
  const tab = {
    inPage: is.isStill ?? (async () => now.isStill),
    document: {
      note: () => ({ isThere: () => now.isSame, gone: () => never }),
      isLeaving: () => is.isLeaving === true,
    },
    cdp: {
      send: async (method: string) => {
        if (method === 'Page.getFrameTree')
          return { frameTree: is.hasFrames === true ? { childFrames: [] } : {} };
        now.photographed += 1;
        return { data: 'AAAA' };
      },
    },
  };
  const requests = {
    pending: () => (is.isPending === true ? [{}] : []),
    areOnly: () => !now.hasOthers,
    count: () => now.count,
  };
  return { now, work: workWith(someOptions(), { tab, requests } as unknown as Work['made']) };
};

describe('a picture that is begun before the page has been looked at', () => {
  it('is taken of a page that cannot change', async () => {
    const { work, now } = pageThat();
    const made = await shootEarly.run(work, 1_000);
    expect(now.photographed).toBe(1);
    expect(await made?.earlyShot?.taken()).toEqual(Buffer.from('AAAA', 'base64'));
  });

  it.each([
    ['has something that may change it', { isStill: async () => false }],
    ['is about to leave', { isLeaving: true }],
    ['still waits for something', { isPending: true }],
    ['has asked for what may do something', { hasOthers: true }],
    ['has other documents in it', { hasFrames: true }],
  ])('is not taken of a page that %s', async (_what, is) => {
    const { work, now } = pageThat(is);
    expect([await shootEarly.run(work, 1_000), now.photographed]).toEqual([undefined, 0]);
  });

  it('is not taken once the step is over, since others are at work on the page by then', async () => {
    const { work, now } = pageThat();
    expect([await shootEarly.run(work, 0), now.photographed]).toEqual([undefined, 0]);
  });

  it('is not taken of the document that has come while one was looked at', async () => {
    const { work, now } = pageThat({
      isStill: async () => {
        now.isSame = false;
        return true;
      },
    });
    expect([await shootEarly.run(work, 1_000), now.photographed]).toEqual([undefined, 0]);
  });

  it.each([
    ['another document has come', { isSame: false }],
    ['the page has asked for more', { count: 4 }],
    ['the page has asked for what may do something', { hasOthers: true }],
    ['something of the page has been changed', { isStill: false }],
  ])('is not of the page any more when %s', async (_what, change) => {
    const { work, now } = pageThat();
    const made = await shootEarly.run(work, 1_000);
    Object.assign(now, change);
    expect(await made?.earlyShot?.taken()).toBeUndefined();
  });
});

describe('an early picture', () => {
  const untilGone = (): Promise<void> => never;
  const stillness = { isSame: () => true, isStill: async () => true, gone: untilGone, ms: 1_000 };
  const takenOf = (answer: Promise<unknown>, other: Partial<typeof stillness> = {}) =>
    earlyShot({ cdp: { send: () => answer } as unknown as Tab['cdp'] }, { ...stillness, ...other }).taken();

  it('is none where the browser had none', async () => {
    expect(await takenOf(Promise.reject(new Error('Unable to capture screenshot')))).toBeUndefined();
  });

  it('is given up as soon as another document has come, of which the browser never answers', async () => {
    expect(await takenOf(never, { gone: async () => undefined })).toBeUndefined();
  });

  it('is given up where it does not come, so that another is taken while there is time', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const given = expect(takenOf(never)).resolves.toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    await given;
  });
});

describe('mayShootEarly', () => {
  const may = (asked: object) =>
    mayShootEarly(captureOptions.parse({ url: 'https://example.com/', ...asked }));

  it.each([{}, { hidpi: true }, { output_size: 2560 }, { ratio: '1:1' }, { crop_height: 900 }])(
    'holds where the file may be what the window shows: %o',
    (asked) => {
      expect(may(asked)).toBe(true);
    },
  );

  it.each([
    { format: 'png' },
    { frame: 'mobile' },
    { fullpage: true },
    { selector: 'h1' },
    { output_size: 640 },
    { crop_height: 3_000 },
    { crop_height: 4_000, output_size: 2560, hidpi: true },
    { omit_background: true },
  ])('does not hold where it is not: %o', (asked) => {
    expect(may(asked)).toBe(false);
  });
});

describe('a whole capture', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.close());

  it.each([{}, { hidpi: true }])('has the same bytes, whenever its picture was begun: %o', async (asked) => {
    const run = vi.spyOn(shootEarly, 'run');
    onTestFinished(() => run.mockRestore());
    const early = await rig.capture('/small', { format: 'jpg', ...asked });
    const made = await run.mock.results[0]?.value;
    // What was taken is the picture, since it is taken once.
    expect(await made?.earlyShot?.taken()).toBeInstanceOf(Buffer);
    // What a page is scrolled by is never photographed before that.
    const late = await rig.capture('/small', { format: 'jpg', scroll_to: 'body', ...asked });
    expect(Buffer.compare(early.bytes, late.bytes)).toBe(0);
  });
});
