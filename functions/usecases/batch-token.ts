import { createHmac } from 'node:crypto';
import type { Batch } from '../domain/batch.ts';
import { newCaptureToken } from '../domain/capture-token.ts';

/**
 * The token of a batch's job, by its index: it follows from the batch's seed, so that a call which completes what
 * another one began gives the same. As hard to guess as the seed, which has 256 random bits.
 */
export const batchToken = ({ seed }: Pick<Batch, 'seed'>, index: number): string => {
  let turn = 0;
  return newCaptureToken((count) => {
    turn += 1;
    return createHmac('sha512', seed).update(`${index}/${turn}`).digest().subarray(0, count);
  });
};
