import type { Area } from '../../domain/area.ts';
import { glassAreas } from '../in-page/glass-areas.ts';
import type { Tab } from '../page/tab.ts';
import { type Clip, clips } from './clips.ts';

/** A part of an area that is photographed at once, as wide as that. */
export interface Strip {
  readonly area: Area;
  /** It is taken by the way that shows more than the window. */
  readonly isBeyond: boolean;
  readonly clip: Clip;
}

/** Above and below what changes what is behind it, in CSS pixels: it changes that by what is around, too. */
const AROUND_GLASS = 60;

/**
 * The strips of an area that are `rows` device pixels high together. None begins in what blurs what is behind it, which the
 * browser draws wrongly then, unless that is too high: `isTorn`. `isPlain`: what the window shows may be taken as it is.
 */
export const stripsOf = async (
  tab: Tab,
  area: Area,
  { rows, isPlain }: { readonly rows: number; readonly isPlain: boolean },
): Promise<{ readonly strips: readonly Strip[]; readonly isTorn: boolean }> => {
  const { deviceWidth, viewport } = tab;
  const scale = { device: deviceWidth, css: viewport.width };
  const density = deviceWidth / viewport.width;
  const isOne = clips(rows, scale).length === 1;
  // From the picture's top, in device pixels.
  const glass = (isOne ? [] : await tab.inPage(glassAreas)).map(({ top, bottom }) => ({
    top: (top - area.y) * density,
    bottom: (bottom - area.y) * density,
  }));
  const around = AROUND_GLASS * density;
  const undivided = glass.map(({ top, bottom }) => ({ top: top - around, bottom: bottom + around }));
  const strips = clips(rows, scale, undivided).map((clip) => ({
    area,
    isBeyond: !isPlain || clip.top + clip.height > viewport.height,
    clip,
  }));
  const seams = strips.slice(1).map(({ clip }) => clip.top * density);
  const isTorn = seams.some((seam) => glass.some(({ top, bottom }) => top < seam && bottom > seam));
  return { strips, isTorn };
};
