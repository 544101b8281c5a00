const MB = 1_048_576;

/**
 * How the C library of a function that handles pictures gives memory out. With its usual ways, an arena for each thread and
 * buffers of all sizes in them, what is free lies in pieces: after 1,000 captures the process had 660 MB instead of 260
 * (`npm run proof:soak`). Buffers of whole windows stay in the one arena; taller ones come and go by themselves. With lower
 * bounds each capture would wait for its pages to be made anew: 15 % of a small one.
 */
export const allocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(4 * MB),
  MALLOC_TRIM_THRESHOLD_: String(64 * MB),
} as const;
