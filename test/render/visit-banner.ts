import { decode, distance } from '../support/decode.ts';
import { BANNER, GROUND } from '../support/fixture-site/consent-pages.ts';
import type { Rig } from './rig.ts';

/** What became of a page of the fixture site with a banner: what it was told, what its picture shows, what the answer says. */
export const visitBanner = async (
  rig: Rig,
  path: string,
  action: '' | 'accept' | 'reject',
  options: Record<string, unknown> = {},
) => {
  const picture = await rig.capture(path, { format: 'png', dismiss_cookies: action, ...options });
  const { at: pixel } = await decode(picture.bytes);
  const isAt = (colour: readonly number[]) => distance(pixel(900, 700), colour) === 0;
  const shows = isAt(GROUND) ? 'the page' : isAt(BANNER) ? 'the banner' : pixel(900, 700);
  return { told: picture.pageTitle, shows, consent: picture.consent, warnings: picture.warnings };
};
