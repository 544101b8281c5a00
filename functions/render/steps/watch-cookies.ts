import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentAction } from '../../domain/consent.ts';
import { loadAutoconsent } from '../consent/autoconsent.ts';
import { watchConsent } from '../consent/watch-consent.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Has the banners of known consent managers answered from the moment they show, while the page still loads. */
export const watchCookies = ({ dismiss_cookies: action }: Pick<CaptureOptions, 'dismiss_cookies'>): Step => ({
  name: 'watch_cookies',
  essential: false,
  warning: 'The known cookie banners could not be watched for.',
  // 50 ms, and more only where the machine is busy.
  share: 0.2,
  atMost: 5_000,
  run: async (work) => {
    if (action === '') return undefined;
    const autoconsent = await loadAutoconsent(action satisfies ConsentAction);
    return { consentWatch: await watchConsent(made(work, 'tab').sessions, autoconsent) };
  },
});
