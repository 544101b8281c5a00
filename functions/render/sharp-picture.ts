import { OTHER_VISIT } from '../domain/phases.ts';
import type { Log } from '../ports/log.ts';
import type { Picture } from '../ports/renderer.ts';

/** What came of one visit of the page. */
export interface Visit {
  readonly picture: Picture;
  /**
   * Device pixels a CSS pixel of the screen on which frames of other sites would have been as sharp as the rest of the picture;
   * undefined where they are.
   */
  readonly finerScale: number | undefined;
}

/** How a page is visited, and when once more. */
interface Visits {
  /** Takes the picture, by a browser whose screen has so many device pixels a CSS pixel; by that of all where absent. */
  visit(scale?: number): Promise<Visit>;
  /** Whether there is time, and memory, for another visit after one that took so many milliseconds. */
  mayVisitAgain(took: number): boolean;
  readonly log: Log | undefined;
}

/** Whether a picture is of a page, and not of what a server shows in its place. */
const isGood = ({ pageStatus, checks }: Picture): boolean =>
  pageStatus < 400 && checks['blank'] !== true && checks['bot_challenge'] !== true;

const isAnswered = ({ consent }: Picture): boolean =>
  consent?.result === 'accepted' || consent?.result === 'rejected';

/** Whether a second picture is as good as the first: whatever is doubtful in it is so in that, too. */
const isNoWorse = (second: Picture, first: Picture): boolean =>
  isGood(second) &&
  (isAnswered(second) || second.consent?.result === first.consent?.result) &&
  second.warnings.every((sentence) => first.warnings.includes(sentence));

const msSince = (started: number): number => Math.round(performance.now() - started);

/**
 * A picture whose frames of other sites are as sharp as the rest. They take their device pixels from the browser's screen, so
 * where a picture that is finer shows one, the page is visited once more with another browser. The first picture, which says
 * that they are enlarged, is the answer unless the second is at least as good: servers may have the page for nobody twice.
 * Throws what the first visit threw.
 */
export const sharpPicture = async ({ visit, mayVisitAgain, log }: Visits): Promise<Picture> => {
  const started = performance.now();
  const { picture: first, finerScale } = await visit();
  const took = msSince(started);
  if (finerScale === undefined || !isGood(first) || !mayVisitAgain(took)) return first;
  // Its pixels would be in memory beside those of the second. Whoever asks for one that fails is told so.
  const preview = await first.preview().catch(() => undefined);
  if (preview === undefined) return first;
  try {
    const { picture } = await visit(finerScale);
    if (isNoWorse(picture, first))
      return { ...picture, timings: { ...picture.timings, [OTHER_VISIT]: took } };
    log?.('frames_not_sharpened', { status: picture.pageStatus });
  } catch (error) {
    log?.('frames_not_sharpened', { error });
  }
  const timings = { ...first.timings, [OTHER_VISIT]: msSince(started) - took };
  return { ...first, preview: async () => preview, timings };
};
