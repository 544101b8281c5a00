/**
 * How much V8 sets aside for what is new, in MiB for each of its halves. A capture makes large strings that are soon of no
 * use: left alone, V8 commits 166 MB for 25 that are in use, instead of 48, and they come into memory bit by bit, which
 * looks like a leak of 40 kB a capture for thousands of captures (`npm run proof:soak`).
 */
export const youngGeneration = '--max-semi-space-size=8';
