import { isIPv4, isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';
import { trustedCertificates } from './trusted-certificates.ts';

/** What `npm start` was asked for. */
export interface StartArguments {
  readonly help: boolean;
  /** Private hosts that captures and callbacks may reach, each HOST or HOST:PORT in lower case. */
  readonly allow: readonly string[];
  /** Certificates as PEM that receivers of callbacks may have, or be signed by, besides the public ones. */
  readonly callbackCa: string | undefined;
  /** Forget what an earlier start left. */
  readonly fresh: boolean;
  /** Whether results are served by CloudFront or straight from S3. */
  readonly delivery: 'cloudfront' | 'none';
}

/** Shown for `npm start -- --help`. */
export const usage = `npm start [-- OPTION…]   Brings the whole service up on this machine.

  --allow HOST[:PORT]   Lets captures and callbacks reach a private host, such as your development server:
                        npm start -- --allow localhost:3000. May be given several times.
  --ca FILE             Trusts a development certificate (PEM) for callbacks, which go to HTTPS only:
                        npm start -- --allow 127.0.0.1:9443 --ca ca.pem sends them to your machine. Either the
                        certificate of your own authority, or the self-signed one of the receiver itself.
  --fresh               Forgets the accounts and pictures of earlier starts.
  --delivery none       Leaves CloudFront out and serves pictures straight from S3.
  --help                Shows this.

Environment
  AWS_ENDPOINT_URL      Deploys to this LocalStack-compatible engine instead of starting one. The free tier of
                        LocalStack has no CloudFront: add --delivery none. An engine in a container cannot reach
                        the demo page on this machine's 127.0.0.1.
  CHROMIUM_PATH         The Chrome or Chromium to capture with, in place of the packaged one.
`;

/** Reads the arguments of `npm start`. Throws Refusal with a sentence for what is not right. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const { help = false, allow = [], ca, fresh = false, delivery = 'cloudfront' } = optionsOf(args);
  if (delivery !== 'cloudfront' && delivery !== 'none') {
    throw new Refusal(`--delivery ${delivery} is not known: write --delivery none or leave it out.`);
  }
  const callbackCa = ca === undefined ? undefined : trustedCertificates(ca);
  return { help, allow: allow.map(allowedHost), callbackCa, fresh, delivery };
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        allow: { type: 'string', multiple: true },
        ca: { type: 'string' },
        delivery: { type: 'string' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.\s/);
    throw new Refusal(`${sentence.replace(/\.$/, '')}: npm start -- --help shows what there is.`);
  }
}

function allowedHost(value: string): string {
  const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(value) ?? [];
  if (!isHost(host) || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) {
    throw new Refusal(`--allow ${value} is not HOST or HOST:PORT: write for example --allow localhost:3000.`);
  }
  return value.toLowerCase();
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) {
    return isIPv6(host.slice(1, -1));
  }
  // A host of digits and dots that is no IPv4 address would be read as another address by URL parsers.
  return /^[\d.]+$/.test(host) ? isIPv4(host) : /^[a-z\d]([a-z\d._-]*[a-z\d])?$/i.test(host);
}
