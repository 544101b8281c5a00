import { expect, test } from 'vitest';
import { badPorts } from '../../functions/domain/bad-ports.ts';

test('every port but 0 is one that another implementation of the Fetch standard refuses, too', async () => {
  for (const port of [...badPorts].filter((candidate) => candidate !== 0)) {
    const refusal = await fetch(`http://127.0.0.1:${port}/`).catch((error: Error) => error.cause);
    expect(refusal, `port ${port}`).toMatchObject({ message: 'bad port' });
  }
});

test('web ports are not among them', () => {
  expect([80, 443, 3000, 8000, 8080, 8443].filter((port) => badPorts.has(port))).toEqual([]);
});
