import type { Capture } from './capture.ts';
import { formats } from './formats.ts';

/** The folders of the private bucket: what lies in one has the same time to live (lib/constructs/private-bucket.ts). */
export const heldFolders = { private: 'private', callback: 'callback' } as const;

/** The name of a result's file, for who saves it. */
export const fileName = ({ token, options }: Pick<Capture, 'token' | 'options'>): string =>
  `${token}.${formats[options.format].extension}`;

/** The object key of a result that is not published on the static host. */
export const heldPath = (one: Pick<Capture, 'token' | 'options' | 'callback'>): string =>
  `${one.callback === undefined ? heldFolders.private : heldFolders.callback}/${fileName(one)}`;
