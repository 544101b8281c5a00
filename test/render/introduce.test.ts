import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rig, startRig } from './rig.ts';

/** A site behind a password, which notes what it hears of its visitors. */
const guarded = async (body: () => string) => {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    heard.push(headers);
    const right = `Basic ${Buffer.from('ada:p4ss').toString('base64')}`;
    if (headers.authorization === right) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body());
    } else {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="members"', 'content-type': 'text/html' });
      response.end('<title>Who are you?</title>');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { host, heard, close };
};

const auth = { user: 'ada', pass: 'p4ss' };
let other: Awaited<ReturnType<typeof guarded>>;
let own: Awaited<ReturnType<typeof guarded>>;
let rig: Rig;

beforeAll(async () => {
  other = await guarded(() => '<title>Inner</title>');
  const others = () =>
    `<title>Members</title><iframe src="http://${other.host}/"></iframe><img src="http://${other.host}/a.png">`;
  own = await guarded(others);
  rig = await startRig({}, [own.host, other.host]);
});
afterAll(async () => {
  await rig.close();
  await Promise.all([own.close(), other.close()]);
});

describe('the password of a page', () => {
  test('opens it, and goes to no other origin that asks for one', async () => {
    const { pageStatus, pageTitle } = await rig.capture(`http://${own.host}/`, { http_auth: auth });
    expect([pageStatus, pageTitle]).toEqual([200, 'Members']);
    expect(other.heard.length).toBeGreaterThan(0);
    expect(other.heard.map(({ authorization }) => authorization)).toEqual(other.heard.map(() => undefined));
  });

  test('that is wrong is tried once, and the page that says so is the picture', async () => {
    own.heard.length = 0;
    const { pageStatus } = await rig.capture(`http://${own.host}/`, { http_auth: { ...auth, pass: 'no' } });
    expect(pageStatus).toBe(401);
    expect(own.heard.filter(({ authorization }) => authorization !== undefined)).toHaveLength(1);
  });
});

describe('cookies', () => {
  test('are there with the first request, each on its path', async () => {
    const { pageTitle } = await rig.capture('/cookies', {
      cookies: [
        { name: 'session', value: 'b64f0c', httpOnly: true },
        { name: 'elsewhere', value: '1', path: '/elsewhere' },
      ],
    });
    expect(pageTitle).toBe('cookies: session=b64f0c');
  });

  test('that the browser does not take are a warning', async () => {
    const { warnings, pageTitle } = await rig.capture('/cookies', {
      cookies: [
        { name: '__Secure-a', value: '1' },
        { name: 'b', value: '2' },
      ],
    });
    expect(pageTitle).toBe('cookies: b=2');
    expect(warnings).toContain('The browser did not take cookies[0].');
  });

  test('are gone with their capture', async () => {
    expect((await rig.capture('/cookies')).pageTitle).toBe('cookies: none');
  });
});
