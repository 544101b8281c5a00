import type { Socket } from 'node:net';
import { createDial, DialFailure } from '../../functions/adapters/net/dial.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { type Address, partsOf, readAddress } from './address.ts';
import { isPublic, onTheWire } from './is-public.ts';
import { type KindOfSample, kindsOfSample } from './sample-address.ts';
import { spellHost, spellIpv6 } from './spell-host.ts';

/** What a run came to: how many of each kind were public or not, and what was judged wrongly. */
export interface Judged {
  readonly counts: Readonly<Record<KindOfSample, { allowed: number; refused: number }>>;
  /** How many different texts were judged, at submit and at dial. */
  readonly texts: number;
  readonly faults: readonly string[];
}

const policy = outboundPolicy([]);
const kinds = Object.keys(kindsOfSample) as KindOfSample[];
const forever = new AbortController().signal;
const SOME_PUBLIC = '93.184.216.34';

/** What is connected to by the dial of the egress proxy and of callbacks, where names resolve to `answer`. */
const dialled = async (host: string, answer: string): Promise<readonly string[] | string> => {
  let addresses: readonly string[] = [];
  const connect = async (checked: readonly string[]): Promise<Socket> => {
    addresses = checked;
    return {} as Socket;
  };
  const dial = createDial(policy, { resolve: async () => [answer] }, forever, connect);
  try {
    await dial(host, 443);
    return addresses;
  } catch (error) {
    if (error instanceof DialFailure && error.denial === 'blocked_address') return error.verdict ?? '';
    throw error;
  }
};

/** What is wrong with the outcome of a dial. */
const wrongDial = (outcome: readonly string[] | string, address: Address): string | undefined => {
  if (!isPublic(address)) return typeof outcome === 'string' ? undefined : `connected to ${outcome}`;
  if (typeof outcome === 'string') return `refused: ${outcome}`;
  const [one = '', ...more] = outcome;
  const wanted = onTheWire(address);
  const got = readAddress(one);
  const isRight = more.length === 0 && got.bits === wanted.bits && got.value === wanted.value;
  return isRight ? undefined : `connected to ${outcome}`;
};

/** What is wrong with the judgement of a submitted URL. */
const wrongSubmit = (text: string, address: Address): string | undefined => {
  const judged = policy.judgeUrl(text);
  const verdict = judged.allowed ? 'ALLOW' : judged.verdict;
  return verdict === (isPublic(address) ? 'ALLOW' : 'DENY_IP') ? undefined : verdict;
};

/**
 * Judges `count` addresses by the rules of the product, each in a spelling of its own as the URL of a submit, as a host
 * that the browser asks its proxy for, and as the answer of a name server; and by isPublic.
 */
export const judgeAddresses = async (seed: number, count: number): Promise<Judged> => {
  const random = seededRandom(seed);
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, { allowed: 0, refused: 0 }]),
  ) as Judged['counts'];
  const faults: string[] = [];
  let texts = 0;
  const note = (what: string, fault: string | undefined): void => {
    texts += 1;
    if (fault !== undefined) faults.push(`${what}: ${fault}`);
  };
  for (let turn = 0; turn < count; turn += 1) {
    const kind = kinds[turn % kinds.length] ?? 'any IPv4';
    const address = kindsOfSample[kind](random);
    counts[kind][isPublic(address) ? 'allowed' : 'refused'] += 1;
    const url = `${random.pick(['http', 'https', 'HTTP'])}://${spellHost(random, address)}${random.pick(['', ':80', ':443'])}/`;
    note(`submit ${url}`, wrongSubmit(url, address));
    // A page may ask for it as well, and the browser writes the host as its parser does.
    const host = URL.parse(url)?.hostname ?? '';
    const answer = address.bits === 32 ? partsOf(address).join('.') : spellIpv6(random, address);
    // Also where a name server says that a private address has a public one.
    const said = isPublic(address) ? answer : SOME_PUBLIC;
    note(`dial ${host}`, wrongDial(await dialled(host, said), address));
    note(`answer ${answer}`, wrongDial(await dialled('www.example.com', answer), address));
    if (address.bits === 32 || !random.chance(0.05)) continue;
    // Of an interface of this machine, so never of the internet.
    const zoned = `${answer}%${random.pick(['eth0', '1', '25eth0'])}`;
    note(
      `answer ${zoned}`,
      typeof (await dialled('www.example.com', zoned)) === 'string' ? undefined : 'connected',
    );
    note(`submit [${zoned}]`, policy.judgeUrl(`http://[${zoned}]/`).allowed ? 'ALLOW' : undefined);
  }
  return { counts, texts, faults };
};
