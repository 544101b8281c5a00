import { type Format, formats } from './formats.ts';

const folder = (token: string): string => `${token.slice(0, 1)}/${token.slice(0, 2)}`;

/** The object key, and so the path on the static host, of a hosted result (contract, "Results on the static host"). */
export const imagePath = (token: string, format: Format): string =>
  `${folder(token)}/${token}.${formats[format].extension}`;

/** The object key of a hosted result's preview. */
export const previewPath = (token: string): string => `${folder(token)}/${token}_p.webp`;
