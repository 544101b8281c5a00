import { describe, expect, test } from 'vitest';
import { ApiError } from '../../functions/domain/errors.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { LogFields } from '../../functions/ports/log.ts';
import { judgeCallbackUrl } from '../../functions/usecases/judge-callback-url.ts';

/** A resolver that knows these names, and gives an address as its own answer; other names have none. */
const knowing = (names: Readonly<Record<string, readonly string[]>>) => {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (host: string) => {
      asked.push(host);
      const answers = /^[\d.]+$|^\[/.test(host) ? [host.replace(/^\[|\]$/g, '')] : names[host];
      if (answers === undefined) throw new Error(`no answer for ${host}`);
      return answers;
    },
  };
};

const names = {
  'hooks.example.net': ['93.184.216.34', '2606:4700::1111'],
  'xn--bcher-kva.example': ['93.184.216.34'],
  'inside.example.net': ['10.0.0.7'],
  'metadata.example.net': ['169.254.169.254'],
  'loopback.example.net': ['::1'],
  'mapped.example.net': ['::ffff:10.0.0.7'],
  'mixed.example.net': ['93.184.216.34', '2606:4700::1111', '192.168.1.1'],
  'unreadable.example.net': ['93.184.216.34', 'fe80::1%eth0'],
  'hooks.corp': ['10.0.0.8'],
};

const judge = async (text: string, allow: readonly string[] = []) => {
  const resolver = knowing(names);
  const logged: [string, LogFields | undefined][] = [];
  const deps = {
    policy: outboundPolicy(allow),
    resolver,
    log: (event: string, fields?: LogFields) => {
      logged.push([event, fields]);
    },
  };
  const error = await judgeCallbackUrl(deps, 'account1', text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error !== undefined && !(error instanceof ApiError)) throw error;
  return { answer: error?.code ?? 'accepted', error, logged, asked: resolver.asked };
};

describe('a callback_url is accepted', () => {
  test.each([
    ['a name whose addresses are all public', 'https://hooks.example.net/captures?id=1'],
    ['upper case', 'HTTPS://HOOKS.EXAMPLE.NET/'],
    ['an international name', 'https://bücher.example/'],
    ['a public IPv4 address', 'https://93.184.216.34/'],
    ['a public IPv6 address', 'https://[2606:4700::1111]/'],
    ['a port of its own', 'https://hooks.example.net:8443/'],
    ['a name without an answer, which is judged at delivery', 'https://nobody.example.net/'],
    ['2,048 characters', 'https://hooks.example.net/'.padEnd(2_048, 'a')],
  ])('with %s', async (_, text) => {
    expect((await judge(text)).answer).toBe('accepted');
  });

  test('asks the resolver for the name as the URL parser writes it, and says nothing to the log', async () => {
    const { asked, logged } = await judge('https://BÜCHER.example/');
    expect(asked).toEqual(['xn--bcher-kva.example']);
    expect(logged).toEqual([]);
  });

  test('without an answer, which the log is told', async () => {
    const { logged } = await judge('https://nobody.example.net/');
    expect(logged).toEqual([['callback_url_unresolved', { account: 'account1', error: expect.any(Error) }]]);
  });

  test.each([
    ['a name', 'https://hooks.corp/', ['hooks.corp']],
    ['a name on its port', 'https://hooks.corp:4443/', ['hooks.corp:4443']],
    ['a name of public form with a private address', 'https://inside.example.net/', ['inside.example.net']],
    ['a range that a name leads to', 'https://inside.example.net/', ['10.0.0.0/8']],
    ['an address', 'https://127.0.0.1:4443/', ['127.0.0.1:4443']],
    ['an IPv6 address', 'https://[::1]:4443/', ['[::1]:4443']],
    ['a port on the bad-port list', 'https://127.0.0.1:22/', ['127.0.0.1:22']],
  ])('where the deployer has listed %s: %s', async (_, text, allow) => {
    expect((await judge(text)).answer).toBe('invalid_callback_url');
    expect((await judge(text, allow)).answer).toBe('accepted');
  });
});

describe('a callback_url is refused', () => {
  test.each([
    ['http', 'http://hooks.example.net/'],
    ['another scheme', 'ftp://hooks.example.net/'],
    ['no scheme', 'hooks.example.net'],
    ['no text', ''],
    ['a user', 'https://user@hooks.example.net/'],
    ['a user and a password', 'https://user:secret@hooks.example.net/'],
    ['an empty user', 'https://@hooks.example.net/'],
    ['a space', 'https://hooks.example.net/a b'],
    ['a line end', 'https://hooks.example.net/\r\nHost: a'],
    ['a backslash', 'https:\\\\hooks.example.net/'],
    ['a private IPv4 address', 'https://10.0.0.1/'],
    ['a private IPv4 address in another spelling', 'https://0x0a.1/'],
    ['the metadata address', 'https://169.254.169.254/'],
    ['a loopback address', 'https://[::1]/'],
    ['a mapped private address', 'https://[::ffff:10.0.0.1]/'],
    ['a name of one label', 'https://localhost/'],
    ['a private name', 'https://hooks.corp/'],
    ['a port on the bad-port list', 'https://hooks.example.net:22/'],
    ['port 0', 'https://hooks.example.net:0/'],
    ['2,049 characters', 'https://hooks.example.net/'.padEnd(2_049, 'a')],
  ])('with %s, without asking for its name', async (_, text) => {
    const { answer, asked } = await judge(text);
    expect(answer).toBe('invalid_callback_url');
    expect(asked).toEqual([]);
  });

  test.each([
    ['a private address', 'https://inside.example.net/'],
    ['the metadata address', 'https://metadata.example.net/'],
    ['a loopback address', 'https://loopback.example.net/'],
    ['a mapped private address', 'https://mapped.example.net/'],
    ['a private address among public ones', 'https://mixed.example.net/'],
    ['something that is no address', 'https://unreadable.example.net/'],
  ])('when its name leads to %s', async (_, text) => {
    const { answer, logged } = await judge(text);
    expect(answer).toBe('invalid_callback_url');
    expect(logged).toEqual([['callback_url_refused', { account: 'account1', verdict: 'DENY_DNS' }]]);
  });

  test('on http also where the deployer has listed the host', async () => {
    expect((await judge('http://127.0.0.1:4000/', ['127.0.0.1:4000'])).answer).toBe('invalid_callback_url');
  });

  test('on a host that is listed for another port', async () => {
    expect((await judge('https://hooks.corp:4444/', ['hooks.corp:4443'])).answer).toBe(
      'invalid_callback_url',
    );
    expect((await judge('https://inside.example.net/', ['10.0.0.0/8:4443'])).answer).toBe(
      'invalid_callback_url',
    );
  });

  test('in the same words whatever the reason, which only the log is told', async () => {
    const literal = await judge('https://10.0.0.1/');
    const resolved = await judge('https://inside.example.net/');
    expect(literal.error?.details).toEqual(resolved.error?.details);
    expect(literal.error?.details.detail).toMatch(/callback_url .*https/);
    expect(literal.error?.details.detail).not.toMatch(/10\.0|private|DENY/);
    expect(literal.logged).toEqual([['callback_url_refused', { account: 'account1', verdict: 'DENY_IP' }]]);
  });
});
