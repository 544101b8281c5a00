import { type Sealed, type SealedPart, sealedPartNames } from '../domain/sealed.ts';
import type { Envelopes, KeyBinding } from '../ports/envelopes.ts';

/** The texts of a capture that are to be sealed, by their parts. */
type Secrets = Readonly<Partial<Record<SealedPart, string>>>;

/** Seals the secrets of one capture for it alone; undefined: it has none. */
export type Seal = (token: string, secrets: Secrets) => Sealed | undefined;

const isEmpty = (secrets: Secrets): boolean => Object.keys(secrets).length === 0;

/** Seals what captures of one account have of secrets, under one new data key, which is not asked for where there are none. */
export const sealer = async (
  envelopes: Pick<Envelopes, 'create'>,
  binding: KeyBinding,
  all: readonly Secrets[],
): Promise<Seal> => {
  if (all.every(isEmpty)) return () => undefined;
  const envelope = await envelopes.create(binding);
  const { key, boundTo } = envelope;
  return (token, secrets) => {
    if (isEmpty(secrets)) return undefined;
    const texts = sealedPartNames.flatMap((part) => {
      const text = secrets[part];
      return text === undefined ? [] : [[part, envelope.seal(token, part, text)] as const];
    });
    return { key, boundTo, ...Object.fromEntries(texts) };
  };
};
