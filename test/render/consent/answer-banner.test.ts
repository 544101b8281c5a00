import { describe, expect, it } from 'vitest';
import type { ConsentAction } from '../../../functions/domain/consent.ts';
import { answerBanner, type BannerTime } from '../../../functions/render/consent/answer-banner.ts';
import type { SeenBanner } from '../../../functions/render/consent/look-everywhere.ts';

type Press = 'answer' | 'settings' | 'close';

/**
 * A page that shows a banner at each look, another one each time, until it is told that its time is over: with the look
 * that has `lastLook` before it, or with the press that has `lastPress`.
 */
const endless = (
  { lastLook = Infinity, lastPress = Infinity }: { lastLook?: number; lastPress?: number },
  can: Partial<SeenBanner> = {},
) => {
  const presses: Press[] = [];
  let looks = 0;
  let isOver = false;
  return {
    presses,
    looks: () => looks,
    page: {
      // A rule has failed at it, so that it is not waited for one.
      progress: () => ({ answering: undefined, answered: undefined, failed: 'rule' }),
      isOver: () => isOver,
      isLeaving: () => false,
      look: async () => {
        isOver ||= looks >= lastLook;
        looks += 1;
        const banner: SeenBanner = {
          key: `${looks}`,
          canAnswer: true,
          hasSettings: false,
          canClose: false,
          press: async (what) => {
            isOver ||= presses.length >= lastPress;
            presses.push(what);
            return true;
          },
          ...can,
        };
        return { banners: [banner], moving: false };
      },
    },
  };
};

/** Goes by the waits alone: a look takes no time, however busy the machine. */
const virtualTime = (): BannerTime => {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
};

const answered = (page: Parameters<typeof answerBanner>[0], action: ConsentAction = 'accept') =>
  answerBanner(page, action, 0, virtualTime());

describe('answerBanner, on a page without a banner', () => {
  const time = virtualTime();
  /** A page whose banner comes with a look, each of which takes so long. */
  const pageOf = (comesWith: number, lookMs: number) => {
    const { page, presses } = endless({});
    let looks = 0;
    const look = async () => {
      await time.sleep(lookMs);
      looks += 1;
      return looks < comesWith ? { banners: [], moving: false } : page.look();
    };
    const progress = () => ({ answering: undefined, answered: undefined, failed: undefined });
    return { presses, looks: () => looks, page: { ...page, progress, look } };
  };

  it('looks for one for as long as it is told to', async () => {
    const { page, looks } = pageOf(Infinity, 5);
    const began = time.now();
    expect(await answerBanner(page, 'accept', 1_500, time)).toEqual({
      action: 'accept',
      result: 'not_found',
    });
    expect(looks()).toBe(9);
    expect(time.now() - began).toBeLessThan(1_700);
  });

  it('looks as often on a machine that is busy', async () => {
    const { page, presses } = pageOf(8, 200);
    await answerBanner(page, 'accept', 1_500, time);
    expect(presses).not.toEqual([]);
  });

  it('does not wait for ever where looks take long', async () => {
    const { page, looks } = pageOf(Infinity, 1_000);
    expect(await answerBanner(page, 'accept', 1_500, time)).toEqual({
      action: 'accept',
      result: 'not_found',
    });
    expect(looks()).toBe(4);
  });

  it('has not been out of time for one that it has never seen', async () => {
    const { page } = pageOf(Infinity, 1_000);
    const over = { ...page, isOver: () => true };
    expect(await answerBanner(over, 'accept', 1_500, time)).toEqual({
      action: 'accept',
      result: 'not_found',
    });
  });
});

describe('answerBanner, once its time is over', () => {
  it('presses nothing that it saw too late', async () => {
    for (const lastLook of [0, 1]) {
      const { page, presses } = endless({ lastLook });
      expect(await answered(page)).toEqual({ cmp: 'rule', action: 'accept', result: 'timed_out' });
      expect(presses).toEqual([]);
    }
  });

  it('presses no second banner, and says that one stays', async () => {
    const { page, presses, looks } = endless({ lastPress: 0 });
    expect(await answered(page)).toEqual({ cmp: 'rule', action: 'accept', result: 'still_shown' });
    expect(presses).toEqual(['answer']);
    // To judge it by, to press it, and to see whether it is gone.
    expect(looks()).toBe(3);
  });

  it('opens no settings', async () => {
    const { page, presses } = endless({ lastLook: 2 }, { canAnswer: false, hasSettings: true });
    expect(await answered(page, 'reject')).toEqual({ cmp: 'rule', action: 'reject', result: 'timed_out' });
    expect(presses).toEqual([]);
  });
});

describe('answerBanner, with a page that goes on asking', () => {
  it('presses three of its banners', async () => {
    const { page, presses } = endless({ lastLook: 20 });
    expect(await answered(page)).toMatchObject({ result: 'still_shown' });
    expect(presses).toEqual(['answer', 'answer', 'answer']);
  });
});

describe('answerBanner, once the rules have answered', () => {
  interface State {
    readonly moving?: boolean;
    readonly isLeaving?: boolean;
    readonly answering?: string;
  }
  const STILL: State = {};

  /** A page with a banner that goes away when it is pressed, or after so many looks; `state` tells what else goes on at each. */
  const withBanner = (
    can: Partial<SeenBanner>,
    goesAfter: number,
    state: (looks: number) => State = () => STILL,
  ) => {
    const presses: Press[] = [];
    let looks = 0;
    const banner: SeenBanner = {
      key: 'other',
      canAnswer: true,
      hasSettings: false,
      canClose: false,
      press: async (what) => {
        presses.push(what);
        return true;
      },
      ...can,
    };
    return {
      presses,
      page: {
        progress: () => ({ answering: state(looks).answering, answered: 'rule', failed: undefined }),
        isOver: () => false,
        isLeaving: () => state(looks).isLeaving ?? false,
        look: async () => {
          looks += 1;
          const isThere = presses.length === 0 && looks <= goesAfter;
          return { banners: isThere ? [banner] : [], moving: state(looks).moving ?? false };
        },
      },
    };
  };

  it.each(['accept', 'reject'] as const)('answers another banner that stays, with %s', async (action) => {
    const { page, presses } = withBanner({}, Infinity);
    const result = action === 'accept' ? 'accepted' : 'rejected';
    expect(await answered(page, action)).toEqual({ cmp: 'rule', action, result });
    expect(presses).toEqual(['answer']);
  });

  // A look each tenth of a second.
  it.each([
    ['is gone after a second', {}, 10, () => STILL],
    ['is on its way out for two', {}, 20, () => ({ moving: true })],
    ['goes with the document, after two', {}, 20, () => ({ isLeaving: true })],
    ['the rules are still at, for two', {}, 20, (looks) => (looks < 18 ? { answering: 'rule' } : STILL)],
  ] satisfies [string, Partial<SeenBanner>, number, (looks: number) => State][])(
    'leaves one alone that %s',
    async (_, can, goesAfter, state) => {
      const { page, presses } = withBanner(can, goesAfter, state);
      expect(await answered(page)).toEqual({ cmp: 'rule', action: 'accept', result: 'accepted' });
      expect(presses).toEqual([]);
    },
  );

  it('presses it once more where it was drawn anew before it could be pressed', async () => {
    let tries = 0;
    const { page, presses } = withBanner(
      {
        press: async (what) => {
          tries += 1;
          if (tries === 1) return false;
          presses.push(what);
          return true;
        },
      },
      Infinity,
    );
    expect(await answered(page)).toMatchObject({ result: 'accepted' });
    expect(tries).toBe(2);
  });

  it.each([
    ['one of two boxes that go away together', 5, ['inner']],
    ['the other one of two that stays when the first has been pressed', Infinity, ['inner', 'outer']],
  ] as const)('presses %s', async (_, goAfter, expected) => {
    const presses: string[] = [];
    let looksSince = 0;
    const box = (key: string): SeenBanner => ({
      key,
      canAnswer: true,
      hasSettings: false,
      canClose: false,
      press: async () => {
        presses.push(key);
        return true;
      },
    });
    const both = [box('inner'), box('outer')];
    const page = {
      progress: () => ({ answering: undefined, answered: 'rule', failed: undefined }),
      isOver: () => false,
      isLeaving: () => false,
      look: async () => {
        looksSince += presses.length;
        return { banners: looksSince > goAfter ? [] : both, moving: false };
      },
    };
    expect(await answered(page)).toMatchObject({ result: goAfter === 5 ? 'accepted' : 'still_shown' });
    expect(presses).toEqual(expected);
  });

  it('closes nothing that asks for no answer, and says that it stays', async () => {
    const { page, presses } = withBanner({ canAnswer: false, canClose: true }, Infinity);
    expect(await answered(page)).toMatchObject({ result: 'still_shown' });
    expect(presses).toEqual([]);
  });
});
