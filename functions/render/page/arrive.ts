import { scrollAndLook } from '../in-page/scroll-and-look.ts';
import { becomeQuiet } from './become-quiet.ts';
import type { PageRequests } from './page-requests.ts';
import type { Tab } from './tab.ts';

/** How long what comes into view is looked at, in milliseconds. */
const LOOK_MS = 50;

/** Lets what is in view now appear; where something comes, for `ms` milliseconds at most. */
export const arrive = async (tab: Pick<Tab, 'inPage'>, requests: PageRequests, ms: number): Promise<void> => {
  const since = performance.now();
  const view = await tab.inPage(scrollAndLook, undefined, 0, 0);
  const until = since + ms;
  await becomeQuiet(tab, requests, view, { ms: LOOK_MS, since, until, height: Number.MAX_SAFE_INTEGER });
};
