import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const failure = (target: string, ms?: number) =>
  rig.capture(target, {}, ms).then(
    () => 'no failure',
    (error: { code: string }) => error.code,
  );

describe('a capture fails', () => {
  it.each([
    ['dns_failed', 'http://no-such-name.example/'],
    ['dns_failed', 'https://no-such-name.example/'],
    ['dns_failed', '/redirect?to=http://no-such-name.example/'],
    ['blocked_address', 'http://10.0.0.1/'],
    ['blocked_address', 'https://169.254.169.254/'],
    ['blocked_address', '/redirect?to=http://10.0.0.1/'],
    ['blocked_address', '/redirect?to=file:///etc/passwd'],
    ['too_many_redirects', '/redirect-loop'],
    ['connection_failed', '/bad-redirect'],
    ['not_a_page', '/download'],
    ['not_a_page', '/no-content'],
  ])('with %s: %s', async (code, target) => {
    expect(await failure(target)).toBe(code);
  });

  it('with tls_failed when the server does not speak TLS', async () => {
    expect(await failure(`https://${rig.site.host}/`)).toBe('tls_failed');
  });

  it('with navigation_timeout when the server never answers', async () => {
    expect(await failure('/hang', 3_000)).toBe('navigation_timeout');
  });

  it.each([
    ['blocked_address', '/send-on?to=http://10.0.0.1/'],
    ['dns_failed', '/send-on?to=http://no-such-name.example/'],
    ['blocked_address', '/send-on?to=about:blank'],
  ])('with %s when a page leads its visitors away: %s', async (code, target) => {
    expect(await failure(target)).toBe(code);
  });

  it('and leaves no way out open', async () => {
    await failure('/redirect-loop');
    expect(rig.openSessions()).toBe(0);
  });
});

it('fails with connection_failed when nobody listens', async () => {
  // A port that was free a moment ago.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  const allowing = await startRig({}, [host]);
  try {
    await expect(allowing.capture(`http://${host}/`)).rejects.toMatchObject({ code: 'connection_failed' });
    await expect(allowing.capture(`https://${host}/`)).rejects.toMatchObject({ code: 'connection_failed' });
  } finally {
    await allowing.close();
  }
});

describe('a server that hangs up', () => {
  /** Ends the first `rude` connections that ask for a page, and answers the others. */
  const visit = async (rude: number) => {
    let asked = 0;
    const server = createHttpServer((request, response) => {
      asked += 1;
      if (asked <= rude) request.socket.destroy();
      else response.setHeader('content-type', 'text/html').end('<title>Here after all</title>Text');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const allowing = await startRig({}, [host]);
    try {
      const title = await allowing.capture(`http://${host}/`).then(
        ({ pageTitle }) => pageTitle,
        ({ code }: { code: string }) => code,
      );
      return { title, asked };
    } finally {
      await allowing.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    }
  };

  it('is asked again, and its page photographed when it comes', async () => {
    // Its own sign is asked for as well, once there is a page.
    const { title, asked } = await visit(1);
    expect(title).toBe('Here after all');
    expect(asked).toBeGreaterThanOrEqual(2);
  });

  it('is asked three times at most', async () => {
    expect(await visit(Number.POSITIVE_INFINITY)).toEqual({ title: 'connection_failed', asked: 3 });
  });
});

it('fails with region_unavailable when the exit of the region is gone, and does not look at the page from here', async () => {
  const away = await startRig({ exits: { 'vn-hanoi': 'socks5://127.0.0.1:9' } });
  try {
    const options = { render_region: 'vn-hanoi' };
    await expect(away.capture('/small', options)).rejects.toMatchObject({ code: 'region_unavailable' });
    const secure = away.capture(`https://${away.site.host}/`, options);
    await expect(secure).rejects.toMatchObject({ code: 'region_unavailable' });
    expect((await away.capture('/small')).pageStatus).toBe(200);
  } finally {
    await away.close();
  }
});
