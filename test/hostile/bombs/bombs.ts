import type { Bomb } from './bomb.ts';
import { documentBombs } from './document-bombs.ts';
import { memoryBombs } from './memory-bombs.ts';
import { networkBombs } from './network-bombs.ts';
import { pictureBombs } from './picture-bombs.ts';
import { stormBombs } from './storm-bombs.ts';
import { workBombs } from './work-bombs.ts';

/** All bombs that there are. */
export const bombs: readonly Bomb[] = [
  ...workBombs,
  ...memoryBombs,
  ...documentBombs,
  ...pictureBombs,
  ...networkBombs,
  ...stormBombs,
];
