import * as z from 'zod';
import type { Capture } from '../domain/capture.ts';
import type { Envelope, Envelopes } from '../ports/envelopes.ts';

/** The addresses and the title of a capture's page; the last two once it is done. */
const page = z.object({
  url: z.string(),
  finalUrl: z.string().optional(),
  pageTitle: z.string().optional(),
});
export type Page = z.output<typeof page>;

/** The page of a private capture, out of its envelope. Undefined: erased. */
export const openedPage = (
  envelope: Envelope | undefined,
  { token, sealed }: Pick<Capture, 'token' | 'sealed'>,
): Page | undefined =>
  envelope === undefined || sealed?.page === undefined
    ? undefined
    : page.parse(JSON.parse(envelope.open(token, 'page', sealed.page)));

/** The page of a capture: as its row has it, or, of a private one, out of its envelope. Undefined: erased. */
export const openPage = async (
  { envelopes }: { readonly envelopes: Pick<Envelopes, 'open'> },
  one: Capture,
): Promise<Page | undefined> => {
  const { options, sealed, accountId } = one;
  if (options.url !== undefined) {
    const { finalUrl, pageTitle } = one.status === 'done' ? one.result : {};
    return { url: options.url, finalUrl, pageTitle };
  }
  if (sealed?.page === undefined) return undefined;
  return openedPage(await envelopes.open(accountId, sealed), one);
};
