import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Tab } from '../../functions/render/page/tab.ts';
import { reveal } from '../../functions/render/steps/reveal.ts';
import { someOptions } from '../support/builders.ts';
import { startRig } from './rig.ts';
import { workWith } from './work-with.ts';

const withoutHead =
  'The page waited for a style sheet or script that never arrived: its picture was taken without that.';
const noContent = 'The server sent no content that could be shown: the picture is empty.';
const tooBusy = 'The page was too busy to show all of itself when its picture was taken.';

/** What is done with a page that is painted at so many looks from the first on, and held up until it is cut off, or longer. */
const revealed = async ({ paintedAt = Infinity, heldUp = 'never' }) => {
  const done: string[] = [];
  let looks = 0;
  const answers: Readonly<Record<string, () => boolean>> = {
    painted: () => {
      looks += 1;
      return looks > paintedAt;
    },
    isHeldUp: () => heldUp === 'for ever' || (heldUp === 'until cut off' && !done.includes('cut off')),
  };
  const tab = {
    inPage: async ({ name }: { readonly name: string }) => answers[name]?.(),
    clear: async () => void done.push('cleared'),
  } as unknown as Tab;
  const work = { ...workWith(someOptions({}), { tab }), cutOff: () => void done.push('cut off') };
  await reveal.run(work, 8_000);
  return { done, warnings: work.warnings };
};

describe('a page that is not painted yet', () => {
  it.each([1, 2, 5])('is waited for while nothing but time is wanting: %i looks', async (paintedAt) => {
    expect(await revealed({ paintedAt })).toEqual({ done: [], warnings: [] });
  });

  it('has its connections cut where it waits for an answer, and may be slow then too', async () => {
    const expected = { done: ['cut off'], warnings: [withoutHead] };
    expect(await revealed({ heldUp: 'until cut off', paintedAt: 1 })).toEqual(expected);
    expect(await revealed({ heldUp: 'until cut off', paintedAt: 4 })).toEqual(expected);
  });

  it('is given an empty body where it has none even so', async () => {
    expect(await revealed({ heldUp: 'for ever' })).toEqual({
      done: ['cut off', 'cleared'],
      warnings: [noContent],
    });
  });

  it('keeps its content where it is too slow for all patience', async () => {
    expect(await revealed({})).toEqual({ done: ['cut off'], warnings: [tooBusy] });
  });
});

it.each([[{}], [{ nojs: true }]])(
  'cuts off a style sheet that another one imports and that never comes, asked for with %j',
  async (options) => {
    const server = createServer(({ url }, response) => {
      if (url === '/') response.end('<title>A</title><link rel="stylesheet" href="/a.css"><body>Text');
      if (url === '/a.css') {
        response.setHeader('content-type', 'text/css');
        response.end('@import url(/never.css);');
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const rig = await startRig({}, [host]);
    onTestFinished(async () => {
      await rig.close();
      server.closeAllConnections();
      server.close();
    });
    const { warnings, checks } = await rig.capture(`http://${host}/`, options, 6_000);
    expect(warnings).toContain(withoutHead);
    expect(checks['blank']).toBe(false);
  },
);
