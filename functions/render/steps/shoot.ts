import { forgetDocument } from '../forget-document.ts';
import { ofWhatStays } from '../page/of-what-stays.ts';
import { momentOf } from '../picture/moment-of.ts';
import { photograph } from '../picture/photograph.ts';
import type { PictureOptions } from '../picture/picture-format.ts';
import { retake } from '../retake.ts';
import type { Step } from '../step.ts';
import type { Made } from '../work.ts';
import { allOfConsent } from './consent-sentences.ts';
import { takeBack } from './take-back.ts';

/** Photographs the page, or what has come in its place where that had been under way before the page had to stay. */
export const shoot = (options: PictureOptions): Step => ({
  name: 'shoot',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: (work) =>
    ofWhatStays<Partial<Made>>(
      async () => ({ photo: await photograph(work), ...momentOf(work) }),
      async () => {
        await forgetDocument(work);
        const { made, warnings } = await retake(work, options, { ms: 0, anew: false });
        if (made.consent !== work.made.consent) takeBack(work, allOfConsent);
        work.warnings.push(
          'The page went on to another one while its picture was taken: the picture shows that, as it is by itself.',
          ...warnings,
        );
        return made;
      },
    ),
});
