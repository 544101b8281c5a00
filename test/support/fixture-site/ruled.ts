/** Style with a line each thousand CSS pixels: on a long page with nothing else, somebody may miss something. */
export const ruled = 'background:repeating-linear-gradient(#fff 0 999px,#ccc 0 1000px)';
