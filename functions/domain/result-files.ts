import { type Capture, isHeld } from './capture.ts';
import { heldPath } from './held-path.ts';
import { imagePath, previewPath } from './static-path.ts';

/** The object keys that a capture's result has, or could have: in the bucket of the static host, or in the private one. */
export const resultFiles = (
  one: Capture,
): { readonly hosted: readonly string[]; readonly held: readonly string[] } =>
  isHeld(one)
    ? { hosted: [], held: [heldPath(one)] }
    : { hosted: [imagePath(one.token, one.options.format), previewPath(one.token)], held: [] };
