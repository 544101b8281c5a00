import type { ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import type { Bomb } from './bomb.ts';

const anyEnd = ['picture', 'page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;
/** More than 2^29 pixels Chromium does not even try. */
const SIDE = 23_000;
/** There is no room for all of it. */
const noPicture = ['page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG of 23,000 x 23,000 pixels in black and white, in some hundred kilobytes. */
const hugePng = (): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((SIDE / 8 + 1) * SIDE));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A GIF of 5,000 frames of 1,000 x 1,000 pixels, each of one colour. */
const longGif = (): Buffer => {
  const frame = Buffer.from('21f90404000000000000', 'hex');
  const image = Buffer.from('2c00000000e803e80300024c8401003b', 'hex').subarray(0, 10);
  const pixels = Buffer.from('0202440100', 'hex');
  return Buffer.concat([
    Buffer.from('474946383961e803e803800000ff000000ff00', 'hex'),
    Buffer.from('21ff0b4e45545343415045322e300301000000', 'hex'),
    ...Array.from({ length: 5_000 }, () => Buffer.concat([frame.subarray(0, 8), image, pixels])),
    Buffer.from(';'),
  ]);
};

/** A WebP of 16,383 x 16,383 red pixels without loss, as sharp writes it, which takes it half a minute. */
const wideWebp = (): Buffer =>
  Buffer.from('524946461c000000574542505650384c0f0000002ffebfff0f0710fd8ffe0722a2ff0100', 'hex');

const of = (type: string, make: () => Buffer) => {
  let made: Buffer | undefined;
  return (response: ServerResponse): void => {
    // Once, when it is asked for: it takes this process a while.
    made ??= make();
    response.writeHead(200, { 'content-type': type }).end(made);
  };
};

/** The images of the pages below, by their path. */
export const bombImages: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/huge.png': of('image/png', hugePng),
  '/long.gif': of('image/gif', longGif),
  '/wide.webp': of('image/webp', wideWebp),
};

/** Images that are small to send and large to show. */
export const pictureBombs: readonly Bomb[] = [
  {
    name: 'a PNG of 23,000 x 23,000 pixels',
    page: '<body><img src="/huge.png" width="1000">',
    asksFor: '/huge.png',
    ends: noPicture,
    quick: true,
  },
  {
    name: 'that PNG forty times',
    page: `<body>${Array.from({ length: 40 }, (_, index) => `<img src="/huge.png?${index}" width="99">`).join('')}`,
    asksFor: '/huge.png',
    ends: noPicture,
  },
  {
    name: 'a GIF of 5,000 frames',
    page: `<body>${'<img src="/long.gif" width="200">'.repeat(20)}`,
    asksFor: '/long.gif',
    ends: anyEnd,
  },
  {
    name: 'a WebP of 16,383 x 16,383 pixels, in full',
    page: '<body style="margin:0"><img src="/wide.webp">',
    options: { fullpage: true },
    asksFor: '/wide.webp',
    ends: anyEnd,
  },
];
