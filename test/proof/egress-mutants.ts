import type { Breach } from '../hostile/live/live-report.ts';
import type { Replacement } from './mutants/replace-lines.ts';

/** A protection that is switched off, and how the live run must notice it: what proves that the run sees anything. */
export interface EgressMutant {
  readonly name: string;
  readonly changes: readonly Replacement[];
  /** Where it must be seen. */
  readonly breach: Breach;
  /** The vectors that show it (test/hostile/live); those of a page's own begin with `top-`. */
  readonly vectors: readonly string[];
}

const args = 'functions/render/browser/chromium-args.ts';
const browser = 'functions/render/browser/browser.ts';
const dial = 'functions/adapters/net/dial.ts';
const policy = 'functions/domain/outbound-policy.ts';
const address = 'functions/domain/public-address.ts';

const proxyOff: readonly Replacement[] = [
  { file: browser, find: 'proxyServer: proxyUrl,', replace: '' },
  {
    file: args,
    // A line as it stands in that file, where it is a template; here a dollar sign and a brace would look like one by mistake.
    find: "`--proxy-server=\u0024{singleProcessProxy ?? 'http://127.0.0.1:9'}`,",
    replace: '',
  },
];
/** Of itself it changes nothing that can be seen: it stands behind the proxy, should the browser ever pass by that. */
const resolverRulesOff: Replacement = {
  file: args,
  find: "'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',",
  replace: '',
};
const webRtcFlagOff: Replacement = {
  file: args,
  find: "'--force-webrtc-ip-handling-policy=disable_non_proxied_udp',",
  replace: '',
};

export const egressMutants: readonly EgressMutant[] = [
  {
    name: 'loopback and link-local addresses go round the proxy',
    changes: [{ file: browser, find: "proxyBypassList: ['<-loopback>'],", replace: '' }],
    breach: 'direct',
    vectors: ['localhost', 'octal', 'metadata', 'ipv6-loopback', 'top-loopback'],
  },
  {
    name: 'WebRTC may use UDP',
    changes: [webRtcFlagOff],
    breach: 'udp',
    vectors: ['webrtc', 'webrtc-peers'],
  },
  {
    name: 'WebRTC is kept from UDP by the name of the flag that does nothing',
    changes: [{ ...webRtcFlagOff, replace: "'--webrtc-ip-handling-policy=disable_non_proxied_udp'," }],
    breach: 'udp',
    vectors: ['webrtc', 'webrtc-peers'],
  },
  {
    name: 'the browser has no proxy, and resolves what it wants',
    changes: [...proxyOff, resolverRulesOff],
    breach: 'direct',
    vectors: ['img', 'fetch', 'websocket', 'top-private'],
  },
  {
    name: 'the browser asks a name server by itself',
    changes: [...proxyOff, resolverRulesOff],
    breach: 'dns',
    vectors: ['dns-prefetch', 'name-private', 'top-name-private'],
  },
  {
    name: 'the browser has no proxy and speaks QUIC',
    changes: [...proxyOff, resolverRulesOff, { file: args, find: "'--disable-quic',", replace: '' }],
    breach: 'udp',
    vectors: ['webtransport', 'alternative-service'],
  },
  {
    name: 'every address counts as public',
    changes: [
      { file: address, find: "if (address.range() !== 'unicast') return false;", replace: 'return true;' },
    ],
    breach: 'canary',
    vectors: ['img', 'fetch', 'metadata', 'name-private', 'top-private', 'top-redirect-302'],
  },
  {
    name: 'IPv6 need not be global unicast',
    changes: [{ file: address, find: 'address.match(globalUnicast)', replace: 'true' }],
    breach: 'canary',
    vectors: ['ipv6-compatible', 'name-compatible'],
  },
  {
    name: 'the metadata of Azure counts as public',
    changes: [{ file: address, find: '!publicMetadata.has(address.toString())', replace: 'true' }],
    breach: 'canary',
    vectors: ['metadata-azure', 'name-azure'],
  },
  {
    name: 'one public answer is enough',
    changes: [{ file: policy, find: 'parsed.every(mayDial)', replace: 'parsed.some(mayDial)' }],
    breach: 'canary',
    vectors: ['name-mixed', 'name-private-first', 'top-name-mixed'],
  },
  {
    name: 'what a name resolved to is not judged',
    changes: [
      {
        file: dial,
        find: "if (!checked.allowed) throw new DialFailure('blocked_address', { verdict: checked.verdict });",
        replace: 'if (!checked.allowed) return connect(answers, port, signal);',
      },
    ],
    breach: 'canary',
    vectors: ['name-private', 'name-alias', 'top-name-private'],
  },
  {
    name: 'what is dialled is looked up once more after it was judged',
    changes: [
      {
        file: dial,
        find: 'return connect(checked.addresses, port, signal)',
        replace: 'return connect(await resolver.resolve(host), port, signal)',
      },
    ],
    breach: 'canary',
    vectors: ['rebinding', 'rebinding-socket', 'top-rebinding'],
  },
  {
    name: 'a redirect is followed without being judged',
    changes: [
      {
        file: dial,
        find: 'return async (host, port) => {',
        replace: `let dials = 0;
  return async (host, port) => {
    dials += 1;
    if (dials > 1) return connect(await resolver.resolve(host), port, signal);`,
      },
    ],
    breach: 'canary',
    vectors: ['redirected-img', 'redirect-chain', 'top-redirect-302', 'top-redirect-to-name'],
  },
];
