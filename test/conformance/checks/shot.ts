import type { Told } from '../conformance-case.ts';
import type { DecodedPicture } from '../decode-picture.ts';

/** A capture whose file is a picture. */
export interface Shot {
  readonly picture: DecodedPicture;
  readonly bytes: Uint8Array;
  readonly preview: Uint8Array | undefined;
  readonly told: Told;
}

/** Looks at one thing of a picture; says what is wrong, a sentence a fault. */
export type Check = (shot: Shot) => readonly string[] | Promise<readonly string[]>;

/** Looks at what is told of a capture alone, whatever its file is. */
export type ToldCheck = (shot: Pick<Shot, 'told'>) => readonly string[];
