/** What goes with a picture that may be empty where frames of other sites are. */
export const FRAMES_MISSING = 'Frames of other sites may be missing in the picture.';

/** They take their device pixels from the browser's screen alone: the sentence goes with a picture that has no finer one. */
export const FRAMES_ENLARGED =
  'Frames of other sites are enlarged in the picture: they are less sharp than the rest of it.';

/** All that is said of frames: another picture has frames of its own. */
export const frameSentences = [FRAMES_MISSING, FRAMES_ENLARGED];
