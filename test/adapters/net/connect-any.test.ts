import { connect, createServer, Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { connectAny } from '../../../functions/adapters/net/connect-any.ts';
import { listening } from './through-proxy.ts';

const never = new AbortController().signal;

/** Opens real connections, but those to 192.0.2.x, which stay silent. */
const opener = () => {
  const opened: { host: string; socket: Socket }[] = [];
  const open = (to: { host: string; port: number }) => {
    const socket = to.host.startsWith('192.0.2.') ? new Socket() : connect(to);
    opened.push({ host: to.host, socket });
    return socket;
  };
  return { open, opened };
};

test('connects to the first address that answers, without Nagle’s delay', async () => {
  const { port } = await listening(createServer());
  const socket = await connectAny(['127.0.0.1', '127.0.0.2'], port, never);
  expect([socket.remoteAddress, socket.remotePort]).toEqual(['127.0.0.1', port]);
  socket.destroy();
});

test('goes on to the next address at once when one refuses', async () => {
  const { port } = await listening(createServer());
  const { open, opened } = opener();
  const socket = await connectAny(['127.0.0.2', '127.0.0.1'], port, never, { staggerMs: 60_000, open });
  expect(socket.remoteAddress).toBe('127.0.0.1');
  expect(opened.map(({ host }) => host)).toEqual(['127.0.0.2', '127.0.0.1']);
  socket.destroy();
});

test('does not wait for a silent address, and closes it afterwards', async () => {
  const { port } = await listening(createServer());
  const { open, opened } = opener();
  const socket = await connectAny(['192.0.2.1', '127.0.0.1', '192.0.2.2'], port, never, {
    staggerMs: 10,
    timeoutMs: 60_000,
    open,
  });
  expect(socket.remoteAddress).toBe('127.0.0.1');
  expect(socket.destroyed).toBe(false);
  expect(opened.filter((one) => one.socket !== socket).every((one) => one.socket.destroyed)).toBe(true);
  socket.destroy();
});

test('a late refusal does not end the wait for an address that is still silent', async () => {
  const { port } = await listening(createServer());
  const { open, opened } = opener();
  const connecting = connectAny(['192.0.2.1', '127.0.0.2'], port, never, {
    staggerMs: 1,
    timeoutMs: 200,
    open,
  });
  await expect(connecting).rejects.toThrow('No connection in 200 ms.');
  expect(opened.map(({ host }) => host)).toEqual(['192.0.2.1', '127.0.0.2']);
  expect(opened.every(({ socket }) => socket.destroyed)).toBe(true);
});

test('rejects with the last error when every address refuses', async () => {
  const { port, server } = await listening(createServer());
  server.close();
  await expect(connectAny(['127.0.0.2', '127.0.0.1'], port, never)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    address: '127.0.0.1',
  });
});

test('refuses a connection that ended up at another address', async () => {
  const site = await listening(createServer());
  const astray = vi.fn(() => connect(site.port, '127.0.0.1'));
  await expect(connectAny(['8.8.8.8'], site.port, never, { open: astray })).rejects.toThrow(
    'instead of 8.8.8.8',
  );
});

test('ends when the signal aborts, before and while it connects', async () => {
  const { open, opened } = opener();
  await expect(connectAny(['127.0.0.1'], 1, AbortSignal.abort(), { open })).rejects.toThrow('closed');
  expect(opened).toEqual([]);
  const closing = new AbortController();
  const connecting = connectAny(['192.0.2.1'], 80, closing.signal, { open });
  closing.abort();
  await expect(connecting).rejects.toThrow('closed');
  expect(opened.map(({ socket }) => socket.destroyed)).toEqual([true]);
});
