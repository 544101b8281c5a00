import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { endpointEnvironment } from '../../bin/local/endpoint-environment.ts';
import { givenEndpoint } from '../../bin/local/given-endpoint.ts';

test('no endpoint, no engine but our own', async () => {
  expect(await givenEndpoint({})).toBeUndefined();
  expect(await givenEndpoint({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
});

test('an engine that answers, whatever it answers', async () => {
  const server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await givenEndpoint({ AWS_ENDPOINT_URL: `${url}/` })).toBe(url);
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  await expect(givenEndpoint({ AWS_ENDPOINT_URL: url })).rejects.toThrow(/nothing answers there/);
});

test.each(['localhost:4566', 'nonsense', 'ftp://localhost:4566'])(
  '%s is refused with what to write',
  async (text) => {
    await expect(givenEndpoint({ AWS_ENDPOINT_URL: text })).rejects.toThrow(/write a whole URL/);
  },
);

test('what listens on loopback is not asked through the network’s proxy', () => {
  const env = endpointEnvironment('http://engine:4566', {
    HTTP_PROXY: 'http://proxy:3128',
    no_proxy: 'intranet',
  });
  for (const name of ['NO_PROXY', 'no_proxy']) {
    expect(env[name]?.split(',')).toEqual(['127.0.0.1', 'localhost', 'engine', 'intranet']);
  }
});
