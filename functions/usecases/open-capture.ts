import type { CaptureIn } from '../domain/capture.ts';
import { type CaptureInputs, captureInputs } from '../domain/capture-inputs.ts';
import type { Envelope, Envelopes } from '../ports/envelopes.ts';
import { openedPage, type Page } from './open-page.ts';

export interface OpenCaptureDependencies {
  readonly envelopes: Pick<Envelopes, 'open'>;
}

/** A capture with what was sealed of it opened. */
export interface OpenedCapture {
  readonly page: Page;
  readonly inputs: CaptureInputs;
  readonly envelope?: Envelope | undefined;
}

/** Opens what was sealed of a capture that is rendered. Throws where its address is gone. */
export const openCapture = async (
  { envelopes }: OpenCaptureDependencies,
  one: CaptureIn<'processing'>,
): Promise<OpenedCapture> => {
  const { sealed, accountId, token, options } = one;
  const envelope = sealed === undefined ? undefined : await envelopes.open(accountId, sealed);
  const sealedInputs = sealed?.inputs;
  const inputs = captureInputs.parse(
    envelope === undefined || sealedInputs === undefined
      ? {}
      : JSON.parse(envelope.open(token, 'inputs', sealedInputs)),
  );
  const page = options.url === undefined ? openedPage(envelope, one) : { url: options.url };
  if (page === undefined) throw new Error('The address of the capture is gone.');
  return { page, inputs, envelope };
};
