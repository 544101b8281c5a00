import { expect, it } from 'vitest';
import { firstLists } from '../../../layers/filters/first-lists.ts';

const theirs = async (folder: string) => ({ source: folder, texts: ['||ads.example^'] });
const closed = async () => Promise.reject(new Error('connect refused\nat 192.0.2.1'));

it('takes the lists of the first source that has them, and says which had not', async () => {
  const said: string[] = [];
  const lists = await firstLists([closed, theirs, closed], 'folder', (sentence) => said.push(sentence));
  expect(lists).toEqual({ source: 'folder', texts: ['||ads.example^'] });
  expect(said).toEqual(['Filter lists: closed cannot be had (connect refused).']);
});

it('gives nothing where every source is closed', async () => {
  expect(await firstLists([closed, closed], 'folder', () => undefined)).toBeUndefined();
});
