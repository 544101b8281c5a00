/**
 * What is wrong with a stack, as part of a sentence; undefined when both keys open their account and the static host
 * has no object of a name that no result has (S3 by itself says 403 to that, CloudFront 404).
 */
export async function fault(
  api: string,
  staticHost: string,
  keys: { readonly free: string; readonly pro: string },
): Promise<string | undefined> {
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const faults = await Promise.all([
    unlike([200], `${api}/account`, bearer(keys.free)),
    unlike([200], `${api}/account`, bearer(keys.pro)),
    unlike([403, 404], `${staticHost}/0/00/0.jpg`),
  ]);
  return faults.find((found) => found !== undefined);
}

async function unlike(
  wanted: readonly number[],
  url: string,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) });
    const text = await answer.text();
    return wanted.includes(answer.status)
      ? undefined
      : `${url} answered ${answer.status}: ${text.slice(0, 200)}`;
  } catch (error) {
    return `${url} did not answer: ${error instanceof Error ? error.message : error}`;
  }
}
