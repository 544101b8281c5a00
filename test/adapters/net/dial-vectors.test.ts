import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createDial } from '../../../functions/adapters/net/dial.ts';
import { outboundPolicy, portOf } from '../../../functions/domain/outbound-policy.ts';
import vectors from '../../fixtures/ssrf-vectors.json' with { type: 'json' };

const SOME_PUBLIC = '93.184.216.34';

/** Dials as the egress proxy and the callbacks do; gives the address that is connected to. */
const dial = async (host: string, port: number, answers: readonly string[]): Promise<readonly string[]> => {
  let connected: readonly string[] = [];
  const connect = async (addresses: readonly string[]): Promise<Socket> => {
    connected = addresses;
    return {} as Socket;
  };
  const resolver = { resolve: async () => answers };
  await createDial(outboundPolicy([]), resolver, new AbortController().signal, connect)(host, port);
  return connected;
};

const submitted = vectors.filter(({ stage }) => stage === 'submit') as { input: string; expect: string }[];
const answers = vectors.filter(({ stage }) => stage === 'dial') as { input: string[]; expect: string }[];
/** What a page asks for without a submit; other verdicts are about the text of a URL, which a page has none of. */
const asked = submitted.flatMap(({ input, expect: verdict }) => {
  const url = URL.parse(input);
  return url === null || !/^(ALLOW.*|DENY_(IP|NAME|PORT))$/.test(verdict) ? [] : [{ input, verdict, url }];
});

describe('when it is dialled', () => {
  test('every vector is looked at that has a host', () => {
    expect(asked.length).toBeGreaterThan(70);
    expect(answers.length).toBeGreaterThan(5);
  });

  test.each(asked.filter(({ verdict }) => verdict.startsWith('DENY')))(
    '$input is refused with $verdict, whatever its name resolves to',
    async ({ url, verdict }) => {
      await expect(dial(url.hostname, portOf(url), [SOME_PUBLIC])).rejects.toMatchObject({
        denial: 'blocked_address',
        verdict,
      });
    },
  );

  test.each(asked.filter(({ verdict }) => verdict.startsWith('ALLOW')))(
    '$input is connected to where its name resolves to',
    async ({ url }) => {
      expect(await dial(url.hostname, portOf(url), [SOME_PUBLIC])).toEqual([SOME_PUBLIC]);
    },
  );

  test.each(answers.filter((one) => one.expect === 'DENY_DNS'))(
    'a name that resolves to $input is refused',
    async ({ input }) => {
      await expect(dial('www.example.com', 443, input)).rejects.toMatchObject({
        denial: 'blocked_address',
        verdict: 'DENY_DNS',
      });
    },
  );

  test.each(answers.filter((one) => one.expect === 'ALLOW_PIN'))(
    '$input is what is connected to',
    async ({ input }) => {
      expect(await dial('www.example.com', 443, input)).toEqual(input);
    },
  );

  test('every answer is one of these', () => {
    expect(answers.filter((one) => !/^(DENY_DNS|ALLOW_PIN)$/.test(one.expect))).toEqual([]);
  });
});
