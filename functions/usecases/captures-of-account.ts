import type { Capture } from '../domain/capture.ts';
import type { CapturePlace, Captures } from '../ports/captures.ts';

/** Captures that are read at once. */
const PAGE = 100;

/** All captures of an account, newest first, page by page. */
export async function* capturesOfAccount(
  { captures }: { readonly captures: Pick<Captures, 'getAll' | 'listOf'> },
  accountId: string,
): AsyncGenerator<readonly Capture[]> {
  let after: CapturePlace | undefined;
  for (;;) {
    const places = await captures.listOf(accountId, { most: PAGE, after });
    if (places.length === 0) return;
    yield await captures.getAll(places.map(({ token }) => token));
    if (places.length < PAGE) return;
    after = places.at(-1);
  }
}
