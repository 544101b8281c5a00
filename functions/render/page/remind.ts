import { randomUUID } from 'node:crypto';

/** The name of the event by which a page is reminded of what has been seen of it: none that a page could know. */
export const REMIND = randomUUID();
