// Runs in the page, so it may use nothing from outside itself.

/** Undoes what bareFrames has done. */
export const coverFrames = (): void => {
  (globalThis as { snapstackCover?: () => void }).snapstackCover?.();
};
