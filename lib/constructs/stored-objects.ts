import { formatNames, formats } from '../../functions/domain/formats.ts';
import { heldFolders } from '../../functions/domain/held-path.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';

/** Any token, in a pattern of IAM: `?` stands for one character. */
const ANY_TOKEN = '?'.repeat(32);
const extensions = [...new Set(formatNames.map((format) => formats[format].extension))];

/** The object keys of hosted results and their previews, as patterns of IAM (functions/domain/static-path.ts). */
export const hostedObjects: readonly string[] = [
  ...new Set(formatNames.map((format) => imagePath(ANY_TOKEN, format))),
  previewPath(ANY_TOKEN),
];

/** The object keys of files that are not published, of one of their folders (functions/domain/held-path.ts). */
export const heldObjects = (folder: keyof typeof heldFolders): readonly string[] =>
  extensions.map((extension) => `${heldFolders[folder]}/${ANY_TOKEN}.${extension}`);
