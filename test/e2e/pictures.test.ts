import { beforeAll, describe, expect, inject, test } from 'vitest';
import { decode, distance } from '../support/decode.ts';
import { bandColour, cornerColours } from '../support/fixture-site/colours.ts';
import { BAND_HEIGHT } from '../support/fixture-site/pages.ts';
import { type ServiceClient, serviceClient } from '../support/service-client.ts';

const { api, keys, fixtureSite } = inject('stack');
let pro: ServiceClient;

/** JPEG and lossy WebP move a colour by a little. */
const LOSS = 6;

beforeAll(() => {
  pro = serviceClient(api, keys.pro);
});

const capture = async (path: string, options: Record<string, unknown>) => {
  const token = await pro.submit({ url: `${fixtureSite}${path}`, wait_time: 0, ...options });
  const status = await pro.done(token);
  const bytes = Buffer.from(await (await fetch(status.image)).arrayBuffer());
  return { status, picture: await decode(bytes) };
};

describe('what is at the static path is what the page shows', () => {
  test.each([
    ['jpg', LOSS],
    ['png', 0],
    ['webp', LOSS],
  ])('%s: known colours at known places', async (format, loss) => {
    const { picture } = await capture('/colours', { format });
    const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
    expect([picture.width, picture.height]).toEqual([1280, 720]);
    expect(distance(picture.at(100, 100), topLeft)).toBeLessThanOrEqual(loss);
    expect(distance(picture.at(1180, 100), topRight)).toBeLessThanOrEqual(loss);
    expect(distance(picture.at(100, 620), bottomLeft)).toBeLessThanOrEqual(loss);
    expect(distance(picture.at(1180, 620), bottomRight)).toBeLessThanOrEqual(loss);
  });

  test('a full page of 10,000 px has all of its bands, in order', async () => {
    const { status, picture } = await capture('/bands?height=10000', { fullpage: true, format: 'png' });
    expect(status).toMatchObject({ output_width: 1280, output_height: 10_000, ratio: null, fullpage: true });
    expect([picture.width, picture.height]).toEqual([1280, 10_000]);
    const wrong = Array.from({ length: 100 }, (_, band) => band).filter(
      (band) => distance(picture.at(1_000, (band + 0.5) * BAND_HEIGHT), bandColour(band)) > 0,
    );
    expect(wrong).toEqual([]);
  });

  test('an error page is a page', async () => {
    const { status } = await capture('/not-found', {});
    expect(status).toMatchObject({ status: 'done', meta_http_status: 404, meta_page_title: 'Not found' });
  });
});
