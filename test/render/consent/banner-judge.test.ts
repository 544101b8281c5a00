import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { bannerJudge } from '../../../functions/render/consent/banner-judge.ts';
import type { SeenBox } from '../../../functions/render/in-page/banner-look.ts';

const boxOf = (text: string, label = 'Accept'): SeenBox => ({
  place: 'over',
  text,
  asides: [],
  buttons: [{ label, isLink: false }],
  on: 0,
  off: 0,
  isWhole: true,
});
const judged = () => {
  const texts: string[] = [];
  const judge = bannerJudge('accept', ({ text }) => {
    texts.push(text);
    return text === 'none' ? undefined : { key: text };
  });
  return { texts, judge };
};

it('judges each box in its place, and a box that has not changed since the last look once', async () => {
  const { texts, judge } = judged();
  const seen = [{ key: 'a' }, undefined, { key: 'a' }];
  expect(await judge([boxOf('a'), boxOf('none'), boxOf('a')])).toEqual(seen);
  expect(await judge([boxOf('a'), boxOf('none'), boxOf('a')])).toEqual(seen);
  expect(texts).toEqual(['a', 'none']);
});

it('judges a box anew whose buttons say something else', async () => {
  const { texts, judge } = judged();
  await judge([boxOf('a')]);
  await judge([boxOf('a', 'Reject')]);
  expect(texts).toEqual(['a', 'a']);
});

it('lets others at the event loop between two boxes', async () => {
  const { texts, judge } = judged();
  const done = judge(['a', 'b', 'c', 'd'].map((text) => boxOf(text)));
  await turn();
  expect(texts.length).toBeLessThan(4);
  await done;
  expect(texts).toEqual(['a', 'b', 'c', 'd']);
});
