import { expect, test } from 'vitest';
import { together } from '../../bin/local/together.ts';

test('when one fails the others are stopped and have ended before its error is thrown', async () => {
  const order: string[] = [];
  let end = (): void => {};
  const other = new Promise<void>((resolve) => {
    end = () => {
      order.push('ended');
      resolve();
    };
  });
  const stop = (): void => {
    order.push('stopped');
    setImmediate(end);
  };
  await expect(together([other, Promise.reject(new Error('first'))], stop)).rejects.toThrow('first');
  expect(order).toEqual(['stopped', 'ended']);
});

test('nothing is stopped when all is well', async () => {
  await together([Promise.resolve(), Promise.resolve()], () => expect.unreachable());
});
