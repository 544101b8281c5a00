import { expect, it } from 'vitest';
import { DocumentReplaced } from '../../../functions/render/page/document-replaced.ts';
import { ofWhatStays } from '../../../functions/render/page/of-what-stays.ts';

/** Fails so many times since another document has come, and notes by which way it was asked. */
const setUp = (times: number, failure: Error = new DocumentReplaced()) => {
  const ways: string[] = [];
  const make = (way: string) => async () => {
    ways.push(way);
    if (ways.length <= times) throw failure;
    return way;
  };
  return { ways, made: ofWhatStays(make('first'), make('again')) };
};

it('is made once of a document that stays', async () => {
  const { ways, made } = setUp(0);
  expect(await made).toBe('first');
  expect(ways).toEqual(['first']);
});

it('is made again of a document that has come in place of another', async () => {
  const { ways, made } = setUp(2);
  expect(await made).toBe('again');
  expect(ways).toEqual(['first', 'again', 'again']);
});

it('fails with page_unresponsive where the page never stays', async () => {
  const { ways, made } = setUp(9);
  await expect(made).rejects.toMatchObject({ code: 'page_unresponsive' });
  expect(ways).toHaveLength(3);
});

it('fails at once with whatever else goes wrong', async () => {
  const { ways, made } = setUp(9, new Error('The disk is full.'));
  await expect(made).rejects.toThrow('The disk is full.');
  expect(ways).toHaveLength(1);
});
