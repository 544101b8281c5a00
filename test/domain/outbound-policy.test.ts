import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import vectors from '../fixtures/ssrf-vectors.json' with { type: 'json' };

const policy = outboundPolicy([]);

const submitVerdict = (text: string, judge = policy): string => {
  const judged = judge.judgeUrl(text);
  if (!judged.allowed) return judged.verdict;
  return judged.customPort ? 'ALLOW_PRO_PORT' : 'ALLOW';
};
const dialVerdict = (addresses: readonly string[], judge = policy): string => {
  const judged = judge.judgeAddresses('www.example.com', 443, addresses);
  return judged.allowed ? 'ALLOW_PIN' : judged.verdict;
};

describe('the shared vectors', () => {
  const submit = vectors.filter(({ stage }) => stage === 'submit') as {
    id: string;
    input: string;
    expect: string;
  }[];
  const dial = vectors.filter(({ stage }) => stage === 'dial') as {
    id: string;
    input: string[];
    expect: string;
  }[];

  test('are all of one stage or the other', () => {
    expect(submit.length + dial.length).toBe(vectors.length);
    expect(submit.length).toBeGreaterThan(90);
    expect(dial.length).toBeGreaterThan(5);
  });
  test.each(submit)('$id $input is $expect at submit', ({ input, expect: verdict }) => {
    expect(submitVerdict(input)).toBe(verdict);
  });
  test.each(dial)('$id $input is $expect when dialled', ({ input, expect: verdict }) => {
    expect(dialVerdict(input)).toBe(verdict);
  });
});

describe('judgeUrl', () => {
  test.each([
    ['', 'DENY_SYNTAX'],
    ['example.com', 'DENY_SYNTAX'],
    [' http://example.com/', 'DENY_SYNTAX'],
    ['http://example.com/a b', 'DENY_SYNTAX'],
    ['http://example.com/\u0085', 'DENY_SYNTAX'],
    ['http://example.com/?\u0000', 'DENY_SYNTAX'],
    ['http://example.com/\ud800', 'DENY_SYNTAX'],
    ['http://example.com/a\\b', 'DENY_SYNTAX'],
    ['http:example.com', 'DENY_SYNTAX'],
    ['https:\\\\example.com', 'DENY_SYNTAX'],
    ['ws://example.com/', 'DENY_SCHEME'],
    ['httpx://example.com/', 'DENY_SCHEME'],
    ['view-source:http://example.com/', 'DENY_SCHEME'],
    ['http://@example.com/', 'DENY_USERINFO'],
    ['http://:@example.com/', 'DENY_USERINFO'],
    ['http:////user@example.com/', 'DENY_USERINFO'],
    ['http://a..example.com/', 'DENY_SYNTAX'],
    ['http://example.com../', 'DENY_SYNTAX'],
    [`http://${'a'.repeat(64)}.com/`, 'DENY_SYNTAX'],
    [`http://${'abcdefg.'.repeat(32)}com/`, 'DENY_SYNTAX'],
    ['http://1.2.3.4.5/', 'DENY_SYNTAX'],
    ['http://[fe80::1%25eth0]/', 'DENY_SYNTAX'],
    ['http://[fe80::1]/', 'DENY_IP'],
    ['http://localhost./', 'DENY_NAME'],
    ['http://metadata.google.internal/', 'DENY_NAME'],
    ['http://168.63.129.16/', 'DENY_IP'],
    ['http://168.63.129.15/', 'ALLOW'],
    ['http://example.com:65536/', 'DENY_SYNTAX'],
    ['https://example.com:10080/', 'DENY_PORT'],
    ['https://example.com:80/', 'ALLOW'],
    ['http://example.com:443/', 'ALLOW'],
    ['https://example.com:444/', 'ALLOW_PRO_PORT'],
    ['HTTPS://EXAMPLE.COM/?q=a@b', 'ALLOW'],
    ['http://my_blog.example.com/', 'ALLOW'],
    ['http://internal.example.com/', 'ALLOW'],
    ['http://[2a00:1450:4001:81b::200e]/', 'ALLOW'],
  ])('%j is %s', (text, verdict) => expect(submitVerdict(text)).toBe(verdict));

  test('allows 2,048 characters and not one more', () => {
    const url = 'http://example.com/'.padEnd(2048, 'a');
    expect(submitVerdict(url)).toBe('ALLOW');
    expect(submitVerdict(`${url}a`)).toBe('DENY_SYNTAX');
  });

  test('hands out the URL as parsed', () => {
    const judged = policy.judgeUrl('HTTP://Bücher.example:80/a/../b');
    expect(judged.allowed && judged.url.href).toBe('http://xn--bcher-kva.example/b');
  });

  test('never throws, and allows nothing but http and https to a host', () => {
    const almostUrl = fc
      .tuple(
        fc.constantFrom('http://', 'https://', 'HTTP://', 'http:/', '//', 'ftp://', ''),
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webAuthority({ withPort: true, withUserInfo: true }),
          fc.ipV6(),
        ),
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.webPath()),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(almostUrl, fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        const judged = policy.judgeUrl(text);
        if (!judged.allowed) return;
        expect(judged.url.protocol).toMatch(/^https?:$/);
        expect(judged.url.hostname).toMatch(/[.:]/);
        expect(judged.url.username + judged.url.password).toBe('');
      }),
      { numRuns: 3_000 },
    );
  });
});

// Which addresses are public: test/addresses/.
describe('addresses', () => {
  test.each([
    ['no answer at all', []],
    ['IPv4-compatible, as inet_ntop prints it', ['::8.8.8.8']],
    ['outside of 2000::/3', ['4000::1']],
    ['one private answer among many', ['8.8.8.8', '2606:4700::1111', '8.8.4.4', '::1']],
    ['an answer that cannot be read among others', ['8.8.8.8', 'fe80::1%eth0']],
    ['an address with more behind it', ['2606:4700::1111]/[']],
    ['a zone id on a public address', ['2606:4700::1111%eth0']],
    ['a short form', ['8.8']],
    ['an octal form', ['010.8.8.8']],
    ['a name', ['example.com']],
    ['nothing that is an address', ['', ':', '1::2::3', '1:2:3:4:5:6:7:8:9', '[2606:4700::1111]']],
    ['ORCHIDv2', ['2001:20::1']],
    ['documentation', ['2001:db8::1']],
    ['AS112', ['2620:4f:8000::1']],
    ['segment routing', ['5f00::1']],
  ])('are refused when dialled: %s', (_what, addresses) => {
    for (const one of addresses.length > 4 ? addresses.map((address) => [address]) : [addresses]) {
      expect(dialVerdict(one)).toBe('DENY_DNS');
    }
  });

  test('are dialled in canonical form and the given order', () => {
    expect(
      policy.judgeAddresses('example.com', 80, ['2606:4700:0:0::1111', '::ffff:8.8.8.8', '8.8.4.4']),
    ).toEqual({
      allowed: true,
      addresses: ['2606:4700::1111', '8.8.8.8', '8.8.4.4'],
    });
  });
});

describe('the deployer’s list', () => {
  const listing = outboundPolicy([
    'LocalHost:3000',
    'intranet.corp',
    '127.0.0.1:22',
    '[::1]:3000',
    '10.0.0.0/8',
    'fd00::/8',
    '[fd01::/16]:8080',
    '192.168.0.0/16:8080',
  ]);

  test.each([
    ['http://localhost:3000/', 'ALLOW'],
    ['http://localhost.:3000/', 'ALLOW'],
    ['http://localhost:3001/', 'DENY_NAME'],
    ['http://app.localhost:3000/', 'DENY_NAME'],
    ['https://intranet.corp/', 'ALLOW'],
    ['http://intranet.corp:6000/', 'ALLOW'],
    ['http://127.0.0.1:22/', 'ALLOW'],
    ['http://0x7f.1:22/', 'ALLOW'],
    ['http://[::ffff:127.0.0.1]:22/', 'ALLOW'],
    ['http://127.0.0.1/', 'DENY_IP'],
    ['http://127.0.0.2:22/', 'DENY_IP'],
    ['http://[::1]:3000/', 'ALLOW'],
    ['http://[::1]/', 'DENY_IP'],
    ['http://10.9.8.7:8080/', 'ALLOW'],
    ['http://11.9.8.7:8080/', 'ALLOW_PRO_PORT'],
    ['http://[fd12::1]/', 'ALLOW'],
    ['http://192.168.1.1:8080/', 'ALLOW'],
    ['http://192.168.1.1/', 'DENY_IP'],
    ['http://u@localhost:3000/', 'DENY_USERINFO'],
    ['ftp://localhost:3000/', 'DENY_SCHEME'],
  ])('%s is %s', (text, verdict) => expect(submitVerdict(text, listing)).toBe(verdict));

  test('opens a listed name to whatever it resolves to, on its port', () => {
    expect(listing.judgeAddresses('localhost', 3000, ['127.0.0.1', '::1']).allowed).toBe(true);
    expect(listing.judgeAddresses('localhost', 3001, ['127.0.0.1', '::1']).allowed).toBe(false);
    expect(listing.judgeAddresses('localhost', 3000, ['fe80::1%lo']).allowed).toBe(false);
  });
  test('opens listed ranges to every name, on their port', () => {
    expect(listing.judgeAddresses('www.example.com', 443, ['10.1.1.1', '8.8.8.8']).allowed).toBe(true);
    expect(listing.judgeAddresses('www.example.com', 443, ['10.1.1.1', '192.168.1.1']).allowed).toBe(false);
    expect(listing.judgeAddresses('www.example.com', 8080, ['10.1.1.1', '192.168.1.1']).allowed).toBe(true);
  });

  test.each([
    '',
    ' ',
    'http://localhost:3000',
    'localhost:',
    'localhost:0',
    'localhost:65536',
    'localhost:3000/path',
    'user@localhost',
    'user@127.0.0.1',
    '127.0.0.1?x',
    '127.0.0.%31',
    '10.0.0.0/8/9',
    '[fd00::/8/9]:80',
    'two words',
    '-a.com',
    '*.example.com',
    '256.1.1.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    'example.com/8',
    '::1',
    '[::1',
    '[localhost]:80',
    '[fe80::1%eth0]:80',
    'fd00::/129',
    '::ffff:10.0.0.0/104',
    '::ffff:10.0.0.0/8',
  ])('refuses the entry %j and names it', (entry) => {
    expect(() => outboundPolicy(['localhost', entry])).toThrow(
      `The allow list entry "${entry}" is not a host.`,
    );
  });
});

test('a URL may have 2,048 characters, as people count them', () => {
  const of = (character: string, count: number) =>
    outboundPolicy([]).judgeUrl(`https://example.com/${character.repeat(count)}`).allowed;
  expect([of('a', 2_028), of('a', 2_029)]).toEqual([true, false]);
  expect([of('\u{1f600}', 2_028), of('\u{1f600}', 2_029)]).toEqual([true, false]);
});
