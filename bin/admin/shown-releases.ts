/** A sentence about captures that came off the wait list, after another one; empty when there were none. */
export const shownReleases = (released: number): string =>
  released === 0 ? '' : ` Captures released from the wait list: ${released}.`;
