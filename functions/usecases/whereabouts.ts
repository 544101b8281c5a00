import type { CaptureIn, CaptureResult } from '../domain/capture.ts';
import type { Sealed } from '../domain/sealed.ts';
import type { Picture } from '../ports/renderer.ts';
import type { OpenedCapture } from './open-capture.ts';
import type { Page } from './open-page.ts';

/** Where the page ended and what it is called: in the row, or sealed with the URL where that is. */
export const whereabouts = (
  { token, options, sealed }: CaptureIn<'processing'>,
  { page, envelope }: OpenedCapture,
  { finalUrl, pageTitle }: Picture,
): { readonly result: Pick<CaptureResult, 'finalUrl' | 'pageTitle'>; readonly sealed?: Sealed } => {
  if (options.url !== undefined || envelope === undefined || sealed === undefined) {
    return { result: { finalUrl, pageTitle } };
  }
  const text = JSON.stringify({ url: page.url, finalUrl, pageTitle } satisfies Page);
  return { result: {}, sealed: { ...sealed, page: envelope.seal(token, 'page', text) } };
};
