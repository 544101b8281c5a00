import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cookieHost } from '../../functions/domain/cookie-host.ts';
import { cookieScope } from '../../functions/domain/cookie-scope.ts';

/** The host as a URL that may be captured has it: as the URL parser writes it. */
const hostOf = (authority: string) => new URL(`https://${authority}/`).hostname;

const isCookieDomain = (host: string, domain: string): boolean => {
  const wanted = cookieHost(domain);
  return wanted !== undefined && cookieScope(host)(wanted);
};

describe('a cookie may be for', () => {
  test.each([
    ['the host itself', 'shop.example.com', 'shop.example.com'],
    ['the host itself, when that is a registrable domain', 'example.com', 'example.com'],
    ['the host itself, when that is a public suffix', 'github.io', 'github.io'],
    ['the domain above', 'a.shop.example.com', 'shop.example.com'],
    ['the registrable domain', 'a.shop.example.com', 'example.com'],
    ['the registrable domain under a suffix of two labels', 'www.example.co.uk', 'example.co.uk'],
    ['a site under a private suffix', 'a.someone.github.io', 'someone.github.io'],
    ['the name that a wildcard suffix excepts', 'a.www.ck', 'www.ck'],
    ['a host with a leading dot', 'shop.example.com', '.shop.example.com'],
    ['a registrable domain with a leading dot', 'shop.example.com', '.example.com'],
    ['upper case', 'shop.example.com', 'EXAMPLE.Com'],
    ['a host in upper case', 'SHOP.EXAMPLE.COM', 'example.com'],
    ['an international name', 'www.bücher.example', 'bücher.example'],
    ['an international name in ASCII', 'www.bücher.example', 'xn--bcher-kva.example'],
    ['an international name, of a host in ASCII', 'www.xn--bcher-kva.example', 'BÜCHER.example'],
    ['a name with underscores', 'my_blog.example.com', 'my_blog.example.com'],
    ['the domain above a name with underscores', 'my_blog.example.com', 'example.com'],
    ['a host whose name ends with a dot', 'shop.example.com.', 'shop.example.com'],
    ['the domain of a host whose name ends with a dot', 'shop.example.com.', 'example.com'],
    ['a listed host of one label', 'localhost', 'localhost'],
    ['an IPv4 address itself', '93.184.216.34', '93.184.216.34'],
    ['an IPv6 address itself, as it stands in the url', '[2606:4700::1111]', '[2606:4700::1111]'],
  ])('%s: on %s for %s', (_, host, domain) => {
    expect(isCookieDomain(hostOf(host), domain)).toBe(true);
  });
});

describe('a cookie may not be for', () => {
  test.each([
    ['a top-level domain', 'example.com', 'com'],
    ['a top-level domain with a leading dot', 'example.com', '.com'],
    ['a public suffix', 'example.co.uk', 'co.uk'],
    ['a public suffix from deep below', 'a.b.example.co.uk', 'co.uk'],
    ['a private suffix', 'someone.github.io', 'github.io'],
    ['a private suffix with a leading dot', 'someone.github.io', '.github.io'],
    ['a wildcard suffix', 'a.b.ck', 'b.ck'],
    ['an international suffix', 'shop.xn--gmqw5a.hk', '個人.hk'],
    ['an international suffix in ASCII', 'shop.xn--gmqw5a.hk', 'xn--gmqw5a.hk'],
    ['a suffix that no list has', 'app.localhost', 'localhost'],
    ['a sibling', 'shop.example.com', 'blog.example.com'],
    ['a domain below', 'example.com', 'shop.example.com'],
    ['another domain', 'example.com', 'example.net'],
    ['a name that only ends alike', 'notexample.com', 'example.com'],
    ['a part of a label', 'shop.example.com', 'ample.com'],
    ['a name with more behind it', 'example.com', 'example.com.evil.net'],
    ['another IPv4 address', '93.184.216.34', '93.184.216.35'],
    ['the end of an IPv4 address', '93.184.216.34', '184.216.34'],
    ['the last parts of an IPv4 address', '93.184.216.34', '216.34'],
    ['another IPv6 address', '[2606:4700::1111]', '[2606:4700::1112]'],
    ['the end of an IPv6 address', '[2606:4700::1111]', '1111'],
    ['a loopback address in brackets', 'example.com', '[::1]'],
    ['a loopback address', 'example.com', '::1'],
    ['nothing', 'example.com', ''],
    ['a dot', 'example.com', '.'],
    ['two leading dots', 'shop.example.com', '..example.com'],
    ['an empty label', 'shop.example.com', 'shop..example.com'],
    ['a wildcard', 'shop.example.com', '*.example.com'],
  ])('%s: on %s not for %j', (_, host, domain) => {
    expect(isCookieDomain(hostOf(host), domain)).toBe(false);
  });

  // Each of these would be example.com to somebody who hands the text to a URL parser or to a browser.
  test.each([
    'example.com/',
    'example.com/path',
    '/example.com',
    '//example.com',
    'http://example.com',
    'http:example.com',
    'a@example.com',
    'a:b@example.com',
    '@example.com',
    'example.com@',
    'example.com:80',
    'example.com:443',
    'example.com:',
    'example.com?',
    'example.com#',
    'example.com\\',
    '\\example.com',
    ' example.com',
    'example.com ',
    'example.com\t',
    'exam\nple.com',
    'example.com\r\n',
    'example.com\0',
    '[example.com]',
    'example.com;',
    'example.com; Path=/',
    'example.com,example.net',
    'ex%61mple.com',
    'example.com%2f',
    'example.com%00',
    'example.com／',
    'a＠example.com',
    'example.com：80',
  ])('the text %j: on example.com', (domain) => {
    expect(isCookieDomain('example.com', domain)).toBe(false);
  });
});

describe('of any host', () => {
  // No label that, with a suffix, makes a public suffix of its own (br.com, com.hk).
  const label = fc.stringMatching(/^site[0-9]{1,4}$/);
  const suffix = fc.constantFrom('com', 'co.uk', 'github.io', 'b.ck', 'hk', 'xn--gmqw5a.hk');

  test('a cookie is for the host and what is above it, ends at the suffix and never goes down', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), suffix, (labels, publicSuffix) => {
        const domains = labels.map((_, from) => [...labels.slice(from), publicSuffix].join('.'));
        const host = domains[0] ?? '';
        expect(domains.filter((domain) => isCookieDomain(host, domain))).toEqual(domains);
        expect(isCookieDomain(host, publicSuffix)).toBe(false);
        for (const above of domains.slice(1)) expect(isCookieDomain(above, host)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('any text at all is judged without an error, and what is allowed names the end of the host', () => {
    const host = 'a.shop.example.com';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .tuple(
              fc.string({ maxLength: 2 }),
              fc.constantFrom('example.com', 'com', host),
              fc.string({ maxLength: 2 }),
            )
            .map((parts) => parts.join('')),
        ),
        (domain) => {
          if (!isCookieDomain(host, domain)) return;
          const named = domain
            .normalize('NFKC')
            .toLowerCase()
            .replace(/^\.|\.$/g, '');
          expect([host, 'shop.example.com', 'example.com']).toContain(named);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
