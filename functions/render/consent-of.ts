import type { Consent } from '../domain/consent.ts';
import type { Work } from './work.ts';

/** What came of `dismiss_cookies`, also where its step did not end; undefined where nothing was to be answered. */
export const consentOf = ({
  options: { dismiss_cookies: action },
  made: { consent },
}: Work): Consent | undefined => (action === '' ? undefined : (consent ?? { action, result: 'timed_out' }));
