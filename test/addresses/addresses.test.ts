import { describe, expect, test } from 'vitest';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { isPublic, readBlock } from './is-public.ts';
import { judgeAddresses } from './judge-addresses.ts';
import { rangesWithin, specialRanges } from './special-ranges.ts';
import { spellHost } from './spell-host.ts';

const policy = outboundPolicy([]);
const verdictOf = (host: string): string => {
  const judged = policy.judgeUrl(`http://${host}/`);
  return judged.allowed ? 'ALLOW' : judged.verdict;
};

test('50,000 random addresses are judged as IANA’s registries say, however they are written', async () => {
  const { faults, counts, texts } = await judgeAddresses(20_261_128, 50_000);
  expect(faults.slice(0, 20)).toEqual([]);
  expect(texts).toBeGreaterThan(150_000);
  for (const kind of Object.values(counts)) expect(kind.allowed + kind.refused).toBe(10_000);
  expect(counts['any IPv4'].allowed).toBeGreaterThan(8_000);
  expect(counts['at the edge of a range'].allowed).toBeGreaterThan(1_000);
  expect(counts['IPv6 that carries IPv4'].allowed).toBeGreaterThan(500);
});

describe.each([...specialRanges, ...rangesWithin])('%s (%s)', (cidr) => {
  const { bits, first, last } = readBlock(cidr);
  const most = (1n << BigInt(bits)) - 1n;
  const around = [first - 1n, first, (first + last) / 2n, last, last + 1n].filter(
    (value) => value >= 0n && value <= most,
  );

  test('ends where it ends, in thirty spellings of each address', () => {
    const random = seededRandom(1);
    for (const value of around) {
      const address = { bits, value };
      for (let turn = 0; turn < 30; turn += 1) {
        const host = spellHost(random, address);
        expect(`${host} ${verdictOf(host)}`).toBe(`${host} ${isPublic(address) ? 'ALLOW' : 'DENY_IP'}`);
      }
    }
    expect(isPublic({ bits, value: first })).toBe(false);
    expect(isPublic({ bits, value: last })).toBe(false);
  });
});
