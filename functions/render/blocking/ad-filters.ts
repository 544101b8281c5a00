import { readFile } from 'node:fs/promises';
import type { FiltersEngine, RequestType } from '@ghostery/adblocker';

/** A request of the page. */
export interface PageRequest {
  readonly url: string;
  /** Chromium's name of what is asked for, such as `Image`; `Document` is that of an iframe. */
  readonly resourceType: string;
  /** The address of the document that asks. */
  readonly from: string;
}

/** What of a document selectors can be for. */
interface Features {
  readonly classes: readonly string[];
  readonly ids: readonly string[];
  readonly hrefs: readonly string[];
}

/** The lists of advertisements and trackers, ready to be asked. */
export interface AdFilters {
  /** Whether the request is for an advertisement or for one who counts visitors. */
  blocks(request: PageRequest): boolean;
  /** A style sheet that hides what is left of advertisements in a document. */
  styles(url: string, features: Features): string;
}

const typeOf = (resourceType: string): RequestType =>
  // The engine takes `document` for the page itself.
  resourceType === 'Document' ? 'sub_frame' : (resourceType.toLowerCase() as RequestType);

const asked = ({ Request }: typeof import('@ghostery/adblocker'), engine: FiltersEngine): AdFilters => ({
  blocks: ({ url, resourceType, from }) => {
    const type = typeOf(resourceType);
    return engine.match(Request.fromRawDetails({ url, type, sourceUrl: from })).match;
  },
  styles: (url, { classes, ids, hrefs }) => {
    const { hostname, domain } = Request.fromRawDetails({ url });
    return engine.getCosmeticsFilters({
      url,
      hostname,
      domain,
      classes: [...classes],
      ids: [...ids],
      hrefs: [...hrefs],
      // They hide and do no more: no scripts of the lists run in the page.
      getInjectionRules: false,
      getExtendedRules: false,
    }).styles;
  },
});

const read = async (file: string): Promise<AdFilters | undefined> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  // Only now, since most captures do without: it takes 30 ms and some 10 MB.
  const adblocker = await import('@ghostery/adblocker');
  return asked(adblocker, adblocker.FiltersEngine.deserialize(new Uint8Array(bytes)));
};

/**
 * Reads the lists from the file that layers/filters/build.ts makes, once, at the first call. Resolves to undefined
 * where no lists could be had at build; rejects when the file was made for another version of the engine.
 */
export const adFiltersIn = (file: string | undefined): (() => Promise<AdFilters | undefined>) => {
  let reading: Promise<AdFilters | undefined> | undefined;
  return () => {
    reading ??= file === undefined ? Promise.resolve(undefined) : read(file);
    return reading;
  };
};
