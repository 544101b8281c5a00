import path from 'node:path';
import { sizeOf } from './size-of.ts';

/** Says how large a staged layer is, to who builds it by hand. */
export const printSize = (layer: string): void => {
  const megabytes = (sizeOf(layer) / 1e6).toFixed(1);
  console.log(
    `${path.relative(process.cwd(), layer)}: ${megabytes} MB unpacked; all layers and the code together may have 250 MB`,
  );
};
