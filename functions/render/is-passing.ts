import type { EgressDenial } from '../ports/egress.ts';
import { NavigationError } from './page/navigation-error.ts';

/**
 * What Chromium says where a connection could not be made, or broke off before there was an answer: a server that starts
 * anew, a network that hiccups. What is said of certificates, and of answers that make no sense, is said each time.
 */
const PASSING =
  /^net::ERR_(CONNECTION_(RESET|REFUSED|CLOSED|ABORTED|FAILED|TIMED_OUT)|EMPTY_RESPONSE|TIMED_OUT|ADDRESS_UNREACHABLE|SOCKET_NOT_CONNECTED|NETWORK_CHANGED|TUNNEL_CONNECTION_FAILED|HTTP2_(PING_FAILED|SERVER_REFUSED_STREAM)|NAME_RESOLUTION_FAILED)$/;

/** Those of the way out's own reasons that may pass. Nothing changes the mind of the others within a capture. */
const PASSING_DENIALS: readonly (EgressDenial | undefined)[] = [undefined, 'connection_failed', 'dns_failed'];

/** Whether a navigation failed for what may be over in a moment; `denial` is the way out's own reason, by address. */
export const isPassing = (failure: unknown, denial: (url: string) => EgressDenial | undefined): boolean =>
  failure instanceof NavigationError &&
  PASSING.test(failure.netError) &&
  PASSING_DENIALS.includes(denial(failure.url));
