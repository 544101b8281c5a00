import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { startDemoSite } from '../../../bin/local/demo-site.ts';
import { framePicture } from '../../../functions/render/frames/frame-picture.ts';
import { type FrameName, frames } from '../../../functions/render/frames/frames.ts';
import { rasterise } from '../../../functions/render/frames/rasterise.ts';
import { strokeText, strokeTextWidth } from '../../../functions/render/frames/stroke-text.ts';
import type { Pixels } from '../../../functions/render/pixels.ts';
import { startRig } from '../rig.ts';

// Writes docs/frames.webp: every frame around a capture of the demo page, for the README.

const COLUMNS = 3;
const CELL = { width: 620, height: 440 };
const CAPTION = { height: 44, size: 17, colour: '#374151' };
const SPACE = 28;
const GROUND = '#f3f4f6';

/** The viewports that go with the frames of devices. */
const window = { viewport_width: 1280, crop_height: 740 };
const upright = { viewport_width: 390, crop_height: 844 };
const lying = { viewport_width: 1024, crop_height: 768 };
const viewports: Readonly<Partial<Record<FrameName, object>>> = {
  mobile: upright,
  mobile_light: upright,
  tablet: lying,
  tablet_light: lying,
};

const demo = await startDemoSite(undefined);
const rig = await startRig({}, [demo.host]);

const captured = async (viewport: object): Promise<Pixels> => {
  const { bytes } = await rig.capture(demo.url, { ...viewport, format: 'png', hidpi: true });
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
};

const cell = async (name: FrameName, pixels: Pixels): Promise<Buffer> => {
  const address = new URL('https://tidewater.example/');
  const { data, ...raw } = await framePicture(pixels, frames[name], { address, density: 2 });
  const picture = sharp(data, { raw }).resize({ ...CELL, fit: 'contain', background: '#0000' });
  const x = (CELL.width - strokeTextWidth(name) * CAPTION.size) / 2;
  const text = strokeText(name, { ...CAPTION, x, y: 30 });
  const label = { width: CELL.width, height: CAPTION.height };
  const caption = await rasterise(text, { x: 0, y: 0, ...label }, 1);
  return sharp({
    create: {
      width: CELL.width,
      height: CELL.height + CAPTION.height,
      channels: 4,
      background: '#0000',
    },
  })
    .composite([
      { input: await picture.png().toBuffer(), left: 0, top: 0 },
      { input: caption, raw: { ...label, channels: 4 }, left: 0, top: CELL.height },
    ])
    .png()
    .toBuffer();
};

const names = Object.keys(frames) as FrameName[];
const pictures = new Map<object, Pixels>();
const layers = [];
for (const [index, name] of names.entries()) {
  const viewport = viewports[name] ?? window;
  const picture = pictures.get(viewport) ?? (await captured(viewport));
  pictures.set(viewport, picture);
  layers.push({
    input: await cell(name, picture),
    left: SPACE + (index % COLUMNS) * (CELL.width + SPACE),
    top: SPACE + Math.floor(index / COLUMNS) * (CELL.height + CAPTION.height + SPACE),
  });
}
await Promise.all([rig.close(), demo.close()]);

const rows = Math.ceil(names.length / COLUMNS);
const sheet = await sharp({
  create: {
    width: SPACE + COLUMNS * (CELL.width + SPACE),
    height: SPACE + rows * (CELL.height + CAPTION.height + SPACE),
    channels: 3,
    background: GROUND,
  },
})
  .composite(layers)
  .webp({ quality: 84, effort: 6 })
  .toBuffer();
const file = join(import.meta.dirname, '../../../docs/frames.webp');
await writeFile(file, sheet);
console.log(`docs/frames.webp: ${names.length} frames, ${Math.round(sheet.length / 1_000)} kB`);
