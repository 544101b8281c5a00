import type { ByteRange } from '../domain/byte-range.ts';
import { type CaptureIn, isHeld } from '../domain/capture.ts';
import { ApiError } from '../domain/errors.ts';
import { formats } from '../domain/formats.ts';
import { fileName, heldPath } from '../domain/held-path.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { HeldFileFacts, HeldFiles } from '../ports/held-files.ts';
import { getCapture } from './get-capture.ts';

export interface GetCaptureFileDependencies {
  readonly captures: Pick<Captures, 'get'>;
  readonly held: Pick<HeldFiles, 'has' | 'read' | 'addressOf'>;
  readonly now: Clock;
}

/** A file that can be had now. */
export interface CaptureFile {
  readonly facts: HeldFileFacts;
  readonly size: number;
  /** Hex of its SHA-256. */
  readonly hash: string;
  /** Its bytes, or a range of them. Throws ApiError `gone` when the bucket has it no more. */
  read(range?: ByteRange): Promise<Uint8Array>;
  /** An address of it that ends after ADDRESS_SECONDS. Throws like `read`. */
  address(): Promise<string>;
  /** Throws like `read`, and reads nothing. */
  confirm(): Promise<void>;
}

/** How long an address of a file in the bucket lives, in seconds (contract, "Private captures"). */
const ADDRESS_SECONDS = 60;

const gone = (): ApiError =>
  new ApiError('gone', { detail: 'The file has expired. Submit the capture again.' });

const fileOf = ({ held }: GetCaptureFileDependencies, done: CaptureIn<'done'>): CaptureFile => {
  const key = heldPath(done);
  const facts = { contentType: formats[done.options.format].contentType, fileName: fileName(done) };
  const { fileSize, fileHash } = done.result;
  const confirm = async (): Promise<void> => {
    if (!(await held.has(key))) throw gone();
  };
  return {
    facts,
    size: fileSize,
    hash: fileHash.slice(fileHash.indexOf(':') + 1),
    read: async (range) => {
      const bytes = await held.read(key, range);
      if (bytes === undefined) throw gone();
      return bytes;
    },
    address: async () => {
      await confirm();
      return held.addressOf(key, facts, ADDRESS_SECONDS);
    },
    confirm,
  };
};

/**
 * The file of a capture that is not published on the static host. Throws ApiError: `not_found` for tokens that are
 * unknown, malformed, or of a published result or a failure; `not_ready` before it is done, and `gone` once it has
 * expired, whether it still lies in the bucket or not.
 */
export const getCaptureFile = async (
  deps: GetCaptureFileDependencies,
  token: string,
): Promise<CaptureFile> => {
  const found = await getCapture(deps, token);
  if (!isHeld(found) || found.status === 'failed') {
    throw new ApiError('not_found', { detail: 'There is no private file with this token.' });
  }
  if (found.status !== 'done') {
    throw new ApiError('not_ready', { detail: 'The capture is not done yet. Ask for its status first.' });
  }
  if ((found.heldUntil ?? 0) <= deps.now() || found.isExpired === true) throw gone();
  return fileOf(deps, found);
};
