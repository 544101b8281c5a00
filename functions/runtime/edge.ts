import type { Edge } from '../http/http-answer.ts';
import type { Environment } from './env.ts';
import { log } from './log.ts';

/** What a stage adds to every answer of a function of the API. */
export const edgeOf = ({
  TLS_ONLY: tlsOnly,
  BROWSER_ORIGINS: browserOrigins,
}: Environment<'unrouted'>): Edge => ({ log, tlsOnly: tlsOnly === '1', browserOrigins });
