import type { Capture } from '../domain/capture.ts';
import type { Captures } from '../ports/captures.ts';

/** What the same requests led to a moment ago, by their texts (domain/dedupe.ts). */
export interface RecentCaptures {
  /** Captures that do for another request too. */
  readonly alive: ReadonlyMap<string, Capture>;
  /** Tokens of captures that do not, since they are too old, failed or never came to be: the next one takes their place. */
  readonly stale: ReadonlyMap<string, string>;
}

/** Finds the captures of the same requests that were created after `since` (Unix milliseconds). */
export const recentCaptures = async (
  { captures }: { readonly captures: Pick<Captures, 'findMarked' | 'getAll'> },
  texts: readonly string[],
  since: number,
): Promise<RecentCaptures> => {
  const marked = texts.length === 0 ? undefined : await captures.findMarked(texts);
  // What is past its time may lie there for days more.
  const recent = [...(marked?.values() ?? [])].filter(({ createdAt }) => createdAt > since);
  const tokens = new Set(recent.map(({ token }) => token));
  const found = tokens.size === 0 ? [] : await captures.getAll([...tokens]);
  const byToken = new Map(found.map((one) => [one.token, one]));
  const alive = new Map<string, Capture>();
  const stale = new Map<string, string>();
  for (const [text, { token }] of marked ?? []) {
    const one = byToken.get(token);
    if (one === undefined || one.status === 'failed') stale.set(text, token);
    else alive.set(text, one);
  }
  return { alive, stale };
};
