import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_TITLE, MAX_URL } from '../../functions/domain/capture.ts';
import type { Picture } from '../../functions/ports/renderer.ts';
import { plan } from '../../functions/render/plan.ts';
import { someOptions } from '../support/builders.ts';
import { decode, distance } from '../support/decode.ts';
import { bandColour, cornerColours } from '../support/fixture-site/colours.ts';
import { BAND_HEIGHT } from '../support/fixture-site/pages.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** JPEG and lossy WebP move a colour by a little. */
const LOSS = 6;

const expectBands = async ({ bytes }: Picture, bandHeight: number, loss: number) => {
  const picture = await decode(bytes);
  const count = Math.floor(picture.height / bandHeight);
  const wrong = Array.from({ length: count }, (_, index) => index).filter((index) => {
    // Away from the number, which stands at the left.
    const colour = picture.at(Math.round(picture.width * 0.8), Math.floor((index + 0.5) * bandHeight));
    return distance(colour, bandColour(index)) > loss;
  });
  expect(wrong).toEqual([]);
  return count;
};

describe('sizes', () => {
  it.each([
    [{}, [1280, 720]],
    [{ viewport_width: 390, ratio: '9:16' }, [390, 693]],
    [{ viewport_width: 768, ratio: '4:3' }, [768, 576]],
    [{ viewport_width: 1283, output_size: 1920, ratio: '3:2' }, [1920, 1280]],
    [{ viewport_width: 768, output_size: 1080, ratio: '1:1' }, [1080, 1080]],
    [{ viewport_width: 390, output_size: 1500, ratio: '2:3' }, [1500, 2250]],
    [{ viewport_width: 280, output_size: 1920 }, [1920, 1080]],
    [{ output_size: 320 }, [320, 180]],
    [{ output_size: 120, ratio: '10:16' }, [120, 192]],
    [{ ratio: '1:2' }, [1280, 2560]],
    [{ crop_height: 333 }, [1280, 333]],
    [{ crop_height: 3_000, output_size: 640 }, [640, 3_000]],
    [{ hidpi: true }, [2560, 1440]],
    [{ hidpi: true, output_size: 320 }, [640, 360]],
    [{ hidpi: true, output_size: 1920, crop_height: 501 }, [3840, 1002]],
    [{ preset: 'og' }, [1200, 630]],
    [{ preset: 'reel' }, [1080, 1920]],
    [{ preset: 'og', hidpi: true }, [2400, 1260]],
    [{ preset: 'linkedin_banner', output_size: 1200 }, [1200, 300]],
  ])('%j makes a file of %j', async (options, [width, height]) => {
    const picture = await rig.capture('/colours', options);
    const { width: realWidth, height: realHeight } = await sharp(picture.bytes).metadata();
    expect([realWidth, realHeight]).toEqual([width, height]);
    expect([picture.width, picture.height]).toEqual([width, height]);
  });

  it.each([
    {},
    { hidpi: true },
    { viewport_width: 391 },
    { selector: 'div', hidpi: true },
    { crop_height: 2_000 },
  ])('a JPEG with %j shows what a PNG shows, whoever wrote it', async (options) => {
    const [jpg, png] = [
      await decode((await rig.capture('/colours', { ...options, format: 'jpg' })).bytes),
      await decode((await rig.capture('/colours', { ...options, format: 'png' })).bytes),
    ];
    expect([jpg.width, jpg.height]).toEqual([png.width, png.height]);
    for (const [x, y] of [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.2, 0.8],
      [0.8, 0.8],
    ] as const) {
      const at = [Math.round(jpg.width * x), Math.round(jpg.height * y)] as const;
      expect(distance(jpg.at(...at), png.at(...at)), `${at}`).toBeLessThanOrEqual(LOSS);
    }
  });

  it('brings a WebP preview of at most 1,280 pixels in width, and never larger than the file', async () => {
    const large = await rig.capture('/colours', { output_size: 1920 });
    const small = await rig.capture('/colours', { output_size: 320 });
    expect(await sharp((await large.preview()).bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 1280,
      height: 720,
    });
    expect(await sharp((await small.preview()).bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 180,
    });
  });
});

describe('colours', () => {
  it.each([
    ['jpg', 'jpeg', LOSS],
    ['png', 'png', 0],
    ['webp', 'webp', LOSS],
    ['webp_lossless', 'webp', 0],
    ['avif', 'heif', LOSS],
  ])('are in a %s where the page has them', async (format, fileFormat, loss) => {
    const { bytes } = await rig.capture('/colours', { format });
    expect((await sharp(bytes).metadata()).format).toBe(fileFormat);
    const { at } = await decode(bytes);
    expect(distance(at(100, 100), cornerColours.topLeft)).toBeLessThanOrEqual(loss);
    expect(distance(at(1200, 100), cornerColours.topRight)).toBeLessThanOrEqual(loss);
    expect(distance(at(100, 650), cornerColours.bottomLeft)).toBeLessThanOrEqual(loss);
    expect(distance(at(1200, 650), cornerColours.bottomRight)).toBeLessThanOrEqual(loss);
  });

  it('change at the very pixel where they change in the page', async () => {
    const { bytes } = await rig.capture('/colours', { format: 'png', output_size: 1920 });
    const { at } = await decode(bytes);
    expect(at(959, 539)).toEqual(cornerColours.topLeft);
    expect(at(960, 539)).toEqual(cornerColours.topRight);
    expect(at(959, 540)).toEqual(cornerColours.bottomLeft);
    expect(at(960, 540)).toEqual(cornerColours.bottomRight);
  });

  it('come from WebGL too', async () => {
    const { bytes } = await rig.capture('/webgl', { format: 'png' });
    const { at } = await decode(bytes);
    expect(distance(at(200, 150), [0, 128, 255])).toBeLessThanOrEqual(1);
  });
});

describe('sharpness', () => {
  const isBlackOrWhite = (value: number) => value === 0 || value === 255;

  it('is the page’s own where the file is as wide as the viewport: nothing is resampled', async () => {
    const { bytes } = await rig.capture('/lines', { format: 'png', fullpage: true });
    const { data, height } = await decode(bytes);
    expect(height).toBe(4000);
    expect(data.every(isBlackOrWhite)).toBe(true);
  });

  it('grows with the file: a line of one CSS pixel is two device pixels in a file of twice the width', async () => {
    const { bytes } = await rig.capture('/lines', { format: 'png', viewport_width: 640, output_size: 1280 });
    const { at } = await decode(bytes);
    const column = Array.from({ length: 8 }, (_, row) => at(600, row)[0]);
    expect(column).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
  });
});

describe('hidpi', () => {
  it('draws two device pixels a CSS pixel, whatever the size of the file', async () => {
    const { bytes } = await rig.capture('/lines', { format: 'png', hidpi: true });
    const { at } = await decode(bytes);
    const column = Array.from({ length: 8 }, (_, row) => at(1200, row)[0]);
    expect(column).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
  });

  it('takes a whole page of 5,000 CSS pixels, with all bands in order', async () => {
    const picture = await rig.capture('/bands?height=5000', { fullpage: true, hidpi: true, format: 'png' });
    expect([picture.width, picture.height]).toEqual([2560, 10_000]);
    expect(await expectBands(picture, BAND_HEIGHT * 2, 0)).toBe(50);
  });
});

describe('a long page', () => {
  it('of 10,000 pixels is whole, with all bands in order', async () => {
    const picture = await rig.capture('/bands?height=10000', { fullpage: true });
    expect([picture.width, picture.height]).toEqual([1280, 10_000]);
    expect(await expectBands(picture, BAND_HEIGHT, LOSS)).toBe(100);
    expect(picture.warnings).toEqual([]);
  });

  it('has no seams at a broken device scale', async () => {
    const options = { fullpage: true, format: 'png', viewport_width: 768, output_size: 1080 };
    const picture = await rig.capture('/bands?height=10000', options);
    expect([picture.width, picture.height]).toEqual([1080, 14_063]);
    expect(await expectBands(picture, (BAND_HEIGHT * 1080) / 768, 0)).toBe(100);
  });

  it('ends at 30,000 pixels, and the warnings say so', async () => {
    const options = { fullpage: true, format: 'png', viewport_width: 320 };
    const picture = await rig.capture('/bands?height=31000', options);
    expect([picture.width, picture.height]).toEqual([320, 30_000]);
    expect(await expectBands(picture, BAND_HEIGHT, 0)).toBe(300);
    expect(picture.warnings).toEqual([
      'The page is 31,000 CSS pixels high: the picture ends after the first 30,000.',
    ]);
  });

  it('is scaled down to what a WebP can hold, and the warnings say so', async () => {
    const options = { fullpage: true, format: 'webp', viewport_width: 320 };
    const picture = await rig.capture('/bands?height=20000', options);
    expect([picture.width, picture.height]).toEqual([262, 16_383]);
    await expectBands(picture, (BAND_HEIGHT * 16_383) / 20_000, 12);
    expect(picture.warnings).toEqual([
      'A webp file ends at 16,383 pixels a side: the picture was scaled down to 262 x 16383.',
    ]);
  });

  it('keeps its layout while it is photographed beyond the viewport', async () => {
    const { bytes } = await rig.capture('/viewport-height', { fullpage: true, format: 'png' });
    const { at, height } = await decode(bytes);
    expect(height).toBe(3720);
    expect(at(600, 719)).toEqual([211, 47, 47]);
    expect(at(600, 720)).toEqual([25, 118, 210]);
  });

  it('is laid out in a viewport of 2,000 pixels where the picture is higher', async () => {
    const { bytes } = await rig.capture('/viewport-height', { ratio: '1:2', format: 'png' });
    const { at } = await decode(bytes);
    expect(at(600, 1999)).toEqual([211, 47, 47]);
    expect(at(600, 2000)).toEqual([25, 118, 210]);
  });
});

it('fills what a page leaves empty with the page’s own background', async () => {
  const { bytes } = await rig.capture('/short', { ratio: '1:2', format: 'png' });
  const { at, height } = await decode(bytes);
  expect(height).toBe(2560);
  expect(at(600, 299)).toEqual([192, 57, 43]);
  for (const row of [300, 1999, 2000, 2559]) expect(at(600, row)).toEqual([42, 127, 98]);
});

describe('what is told about a picture', () => {
  it('is the page’s title, its status, its last address, and the time of each step', async () => {
    const before = Date.now();
    const picture = await rig.capture('/redirect?to=/small');
    expect(picture).toMatchObject({
      format: 'jpg',
      pageStatus: 200,
      pageTitle: 'A small page',
      finalUrl: `${rig.site.url}/small`,
      warnings: [],
    });
    expect(picture.capturedAt).toBeGreaterThanOrEqual(before);
    const names = plan(someOptions(), { cookies: [] }).map(({ name }) => name);
    expect(Object.keys(picture.timings)).toEqual([...new Set(names)]);
  });

  it.each([
    ['by script', '/send-on'],
    ['by a meta refresh', '/send-on?delay=0'],
    ['by a meta refresh after a second', '/send-on?delay=1'],
  ])('follows a page that sends its visitors on %s', async (_, path) => {
    const picture = await rig.capture(path);
    expect(picture).toMatchObject({ pageTitle: 'A small page', finalUrl: `${rig.site.url}/small` });
  });

  it.each(['/small#section', '/redirect?to=/small%23section'])(
    'keeps the fragment of the address: %s',
    async (path) => {
      expect((await rig.capture(path)).finalUrl).toBe(`${rig.site.url}/small#section`);
    },
  );

  it('ends a title and an address that have no end, at a whole character', async () => {
    const { pageTitle } = await rig.capture('/long?what=title');
    expect(pageTitle).toBe(`${'x'.repeat(MAX_TITLE - 1)}\ufffd`);
    const { finalUrl } = await rig.capture('/long?what=address');
    expect(finalUrl).toBe(`${rig.site.url}/long?`.padEnd(MAX_URL, 'x'));
  });

  it('does not wait for a page that only comes back to itself', async () => {
    const { warnings, pageTitle } = await rig.capture('/refresh-itself');
    expect(pageTitle).toBe('Fresh');
    // It leaves for itself after a second, and so do all that come after it.
    expect(warnings).toEqual([]);
  });

  it('waits as long as wait_time says', async () => {
    const { timings } = await rig.capture('/small', { wait_time: 1 });
    expect(timings['wait']).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['/not-found', 404],
    ['/error-without-body', 500],
  ])('an error page is a page: %s', async (path, status) => {
    const picture = await rig.capture(path);
    expect(picture).toMatchObject({ pageStatus: status, width: 1280, height: 720 });
  });

  it('photographs a page that never finishes loading, with a warning', async () => {
    const { bytes, warnings } = await rig.capture('/slow', { format: 'png' }, 9_000);
    expect(warnings).toEqual([unfinished]);
    expect((await decode(bytes)).at(600, 400)).toEqual([34, 68, 102]);
  });
});

const unfinished = 'The page had not finished loading when its picture was taken.';
const withoutHead =
  'The page waited for a style sheet or script that never arrived: its picture was taken without that.';
const noContent = 'The server sent no content that could be shown: the picture is empty.';

const empty = 'The picture shows nothing but one colour.';

describe('what would never be painted is photographed all the same, with a warning', () => {
  it.each([
    [
      'a head that waits for a style sheet',
      '/blocked?by=style',
      [27, 94, 32],
      [unfinished, withoutHead, empty],
    ],
    ['a head that waits for a script', '/blocked?by=script', [27, 94, 32], [unfinished, withoutHead, empty]],
    ['headers and then silence', '/headers-only', [255, 255, 255], [unfinished, noContent, empty]],
    ['content that cannot be decoded', '/bad-gzip', [255, 255, 255], [noContent, empty]],
  ])('%s', async (_what, path, colour, warnings) => {
    const picture = await rig.capture(path, { format: 'png' }, 9_000);
    expect(picture).toMatchObject({ pageStatus: 200, warnings });
    // There are no fonts to wait for, though `document.fonts.ready` never settles here: they would be given 900 ms.
    expect(picture.timings['settle']).toBeLessThan(800);
    expect((await decode(picture.bytes)).at(600, 400)).toEqual(colour);
  });
});

describe('images', () => {
  const fullpage = { fullpage: true, format: 'png' };
  const beyondLayout = { ratio: '1:2', format: 'png' };

  it.each([
    ['that scripts put in late, on a whole page', '/image?top=8000', 8_150, fullpage],
    ['that are lazy, on a whole page', '/image?lazy&top=8000', 8_150, fullpage],
    ['that scripts put in late, beyond the layout viewport', '/image?top=2200', 2_350, beyondLayout],
    ['that are lazy, beyond the layout viewport', '/image?lazy&top=2200', 2_350, beyondLayout],
  ])('%s are waited for', async (_what, path, row, options) => {
    const { bytes, warnings } = await rig.capture(path, options);
    expect((await decode(bytes)).at(150, row)).toEqual([255, 0, 0]);
    expect(warnings).toEqual([]);
  });

  it('that are lazy come while wait_time runs', async () => {
    // It comes too late where it is asked for only after that.
    const path = '/image?lazy&top=8000&src=/red.svg%3Fms=3500';
    const { warnings } = await rig.capture(path, { fullpage: true, wait_time: 2 });
    expect(warnings).toEqual([]);
  });

  it.each(['/image?top=8000&src=/hang', '/image?lazy&top=8000&src=/hang'])(
    'that never come are counted in a warning: %s',
    async (path) => {
      const { warnings } = await rig.capture(path, fullpage, 9_000);
      expect(warnings).toEqual(['1 image of the page had not arrived when its picture was taken.']);
    },
  );

  it('outside the picture are neither waited for nor asked for', async () => {
    const { warnings } = await rig.capture('/image?lazy&top=8000&src=/hang%3Foutside');
    expect(warnings).toEqual([]);
    expect(rig.site.requests).not.toContain('/hang?outside');
  });
});

it('warns of fonts that have not arrived', async () => {
  const { warnings } = await rig.capture('/font', {}, 9_000);
  expect(warnings).toEqual([unfinished, 'Fonts of the page had not arrived when its picture was taken.']);
});

it('is taken by a browser that calls itself a desktop Chrome, to servers and scripts alike', async () => {
  const [userAgent = '', brands = '', same] = (await rig.capture('/user-agent')).pageTitle.split('|');
  const [, major] =
    /^Mozilla\/5\.0 \([^)]+\) AppleWebKit\/537\.36 \(KHTML, like Gecko\) Chrome\/(\d+)\.0\.0\.0 Safari\/537\.36$/.exec(
      userAgent,
    ) ?? [userAgent];
  expect(brands).toContain(`'Google Chrome';v='${major}'`);
  expect(brands).not.toContain('Headless');
  expect(same).toBe('true');
});

describe('a page', () => {
  it('is not held up by its dialogs', async () => {
    expect((await rig.capture('/dialog')).pageTitle).toBe('Dialog: false');
  });

  it('is photographed without the windows that it opens', async () => {
    const { bytes, pageTitle } = await rig.capture('/popup', { format: 'png', wait_time: 1 });
    expect(pageTitle).toBe('0 open');
    expect((await decode(bytes)).at(600, 400)).toEqual([122, 31, 162]);
  });

  it('sees neither the machine’s files nor its other servers', async () => {
    const visits: string[] = [];
    const server = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const image = `http://127.0.0.1:${(server.address() as AddressInfo).port}/private.png`;
    const { bytes } = await rig.capture(`/intruder?image=${encodeURIComponent(image)}`, { format: 'png' });
    const { data } = await decode(bytes);
    server.close();
    // A listed file would be black on white.
    const isGround = data.every((value, index) => value === [51, 102, 204][index % 3]);
    expect(isGround).toBe(true);
    expect(visits).toEqual([]);
  });
});
