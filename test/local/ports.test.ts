import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, listen } from '../../bin/local/ports.ts';

test('a port is kept from one start to the next while it is free', async () => {
  const port = await freePort(undefined);
  expect(await freePort(port)).toBe(port);
});

test('a port that is taken is given up for another', async () => {
  const holder = createServer();
  const port = await listen(holder, undefined);
  expect(await freePort(port)).not.toBe(port);
  holder.close();
});
