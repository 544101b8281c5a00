/** What goes with a picture that may be empty where frames of other sites are. */
export const FRAMES_MISSING = 'Frames of other sites may be missing in the picture.';
