import type { Pixels } from '../pixels.ts';

/** Pixels that are looked at before all of them are. */
const SAMPLES = 4_096;
/** A picture of which this much is of another colour, ten samples, is not looked at more closely: it is not empty. */
const PLENTY = 0.002_5;
/** How far two colours may lie apart in a channel and still count as one. */
const NEAR = 12;
/**
 * From one sample to the next, in shares of a side: powers of the inverse of the plastic number (the R2 sequence). They
 * fill a picture evenly and without a period, so that no distance between lines of text lets all of them fall in between.
 */
const STEP_ACROSS = 0.754_877_666_246_692_7;
const STEP_DOWN = 0.569_840_290_998_053_3;

/** Where in `data` the samples begin. */
const placesIn = ({ width, height, channels }: Pixels): Uint32Array => {
  const places = new Uint32Array(SAMPLES);
  let [across, down] = [0, 0];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    places[sample] = (Math.floor(down * height) * width + Math.floor(across * width)) * channels;
    across += STEP_ACROSS;
    if (across >= 1) across -= 1;
    down += STEP_DOWN;
    if (down >= 1) down -= 1;
  }
  return places;
};

/** The colour, a value a channel, that most of the places have, or nearly. */
const groundOf = ({ data, channels }: Pixels, places: Uint32Array): Uint8Array => {
  // By colour, a little coarser than it is.
  const counts = new Uint16Array(1 << (5 * channels));
  let most = 0;
  let ground = 0;
  for (const at of places) {
    let colour = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      colour = (colour << 5) | ((data[at + channel] ?? 0) >> 3);
    }
    const count = (counts[colour] ?? 0) + 1;
    counts[colour] = count;
    if (count > most) {
      most = count;
      ground = at;
    }
  }
  return data.slice(ground, ground + channels);
};

/** A table: 1 for each channel, and each value that it may have, that lies too far from the ground's; 0 for the others. */
const farFrom = (ground: Uint8Array): Uint8Array => {
  const far = new Uint8Array(4 * 256);
  ground.forEach((value, channel) => {
    const table = far.subarray(channel * 256, (channel + 1) * 256);
    table.fill(1);
    table.fill(0, Math.max(0, value - NEAR), value + NEAR + 1);
  });
  return far;
};

/** Whether the pixel at a place is of another colour, by a table of what is far from the ground: 1 or 0. */
const isOther = (data: Uint8Array, at: number, last: number, far: Uint8Array): number =>
  (far[data[at] ?? 0] ?? 0) |
  (far[256 + (data[at + 1] ?? 0)] ?? 0) |
  (far[512 + (data[at + 2] ?? 0)] ?? 0) |
  // Of three channels the last is asked twice, which is faster than to ask whether there is a fourth.
  (far[256 * last + (data[at + last] ?? 0)] ?? 0);

/** Of all pixels, how many are others. Rows that are nothing but ground are passed over at the speed of memory. */
const countAll = ({ data, width, height, channels }: Pixels, ground: Uint8Array, far: Uint8Array): number => {
  const bytes = width * channels;
  const bare = Buffer.alloc(bytes, ground);
  let others = 0;
  for (let row = 0; row < height; row += 1) {
    const begin = row * bytes;
    if (bare.compare(data, begin, begin + bytes) === 0) continue;
    for (let at = begin; at < begin + bytes; at += channels) others += isOther(data, at, channels - 1, far);
  }
  return others;
};

/**
 * The share of a picture that is of another colour than most of it, from 0 to 1: by samples where it is much, and of all
 * pixels, exactly, where it is little.
 */
export const filledShare = (pixels: Pixels): number => {
  const { data, width, height, channels } = pixels;
  const places = placesIn(pixels);
  const ground = groundOf(pixels, places);
  const far = farFrom(ground);
  let others = 0;
  for (const at of places) others += isOther(data, at, channels - 1, far);
  return others > PLENTY * SAMPLES ? others / SAMPLES : countAll(pixels, ground, far) / (width * height);
};
