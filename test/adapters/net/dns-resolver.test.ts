import { expect, test, vi } from 'vitest';
import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';

const unasked = () => Promise.reject(new Error('asked the system'));

test('gives every answer of the system in its order', async () => {
  const lookup = vi.fn(async () => [
    { address: '2606:4700::1111' },
    { address: '8.8.8.8' },
    { address: '8.8.4.4' },
  ]);
  await expect(dnsResolver({ lookup }).resolve('www.example.com.')).resolves.toEqual([
    '2606:4700::1111',
    '8.8.8.8',
    '8.8.4.4',
  ]);
  expect(lookup.mock.calls).toEqual([['www.example.com.']]);
});

test('asks the machine itself unless told otherwise', async () => {
  const answers = await dnsResolver().resolve('localhost');
  expect(answers.length).toBeGreaterThan(0);
  for (const address of answers) expect(['127.0.0.1', '::1']).toContain(address);
});

test.each([
  ['93.184.216.34', '93.184.216.34'],
  ['[2606:4700::1111]', '2606:4700::1111'],
  ['::1', '::1'],
])('%s is its own answer', async (host, address) => {
  await expect(dnsResolver({ lookup: unasked }).resolve(host)).resolves.toEqual([address]);
});

test('throws when the name does not exist, and when it has no address', async () => {
  await expect(dnsResolver({ lookup: unasked }).resolve('nowhere.example')).rejects.toThrow(
    'asked the system',
  );
  await expect(dnsResolver({ lookup: async () => [] }).resolve('nowhere.example')).rejects.toThrow(
    'has no address',
  );
});

test('throws when the system does not answer in time', async () => {
  const silent = dnsResolver({ lookup: () => new Promise(() => {}), timeoutMs: 20 });
  await expect(silent.resolve('slow.example')).rejects.toThrow('No answer for slow.example in 20 ms.');
});
