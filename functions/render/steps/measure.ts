import type { Protocol } from 'puppeteer-core';
import type { Area } from '../../domain/area.ts';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { RenderFailure } from '../../domain/render-failure.ts';
import type { Size } from '../../domain/size.ts';
import { titleOf } from '../page/title-of.ts';
import { onPage } from '../picture/on-page.ts';
import { channelsOf, MOST_ACROSS } from '../picture/photograph.ts';
import type { PictureOptions } from '../picture/picture-format.ts';
import { pictureSize } from '../picture/picture-size.ts';
import { placeOfWindow } from '../picture/place-of-window.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

const MB = 1_000_000;
/** Bytes of what is photographed at most: a page 1,920 wide has 691 MB with hidpi, when it is as high as files may be. */
const MOST_BYTES = 700 * MB;
/** The same with its frame, which is drawn beside it. What the function has for itself is made for that (lib/config). */
const MOST_BYTES_FRAMED = 1_150 * MB;

/** All of an element, in whole CSS pixels. */
const around = ({ x, y, width, height }: Area): Area => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top };
};

/** What the picture is to show: an element, the whole document, or what begins where the page is scrolled to. */
const areaOf = (
  { geometry, made: { element, beyond = 0 } }: Work,
  metrics: Protocol.Page.GetLayoutMetricsResponse,
): Area => {
  if (element !== undefined) return around(onPage(element) ?? element);
  const { output, viewport } = geometry;
  const { width } = viewport;
  const { x, y, unscrolled } = placeOfWindow(metrics);
  return output.height === undefined
    ? { x: unscrolled.x, y: 0, width, height: Math.ceil(metrics.cssContentSize.height) + beyond }
    : { x, y, width, height: (output.height * width) / output.width };
};

/** What of an element is lost without anybody noticing, in CSS pixels: a fraction that its rounding may bring. */
const UNNOTICED = 0.5;

/** What to say of an element that does not lie on the page as a whole; undefined: it does. */
const outside = ({ element }: Work['made'], area: Area): string | undefined => {
  if (element === undefined || Math.min(element.x, element.y) > -UNNOTICED) return undefined;
  const text = ({ width, height }: Size) =>
    `${width.toLocaleString('en-US')} x ${height.toLocaleString('en-US')}`;
  return `Of the ${text(around(element))} CSS pixels of the element, ${text(area)} lie on the page: the picture shows those.`;
};

/** Whether the pixels are more than the function has memory for, or the browser can draw. */
const isTooLarge = ({ omit_background, frame }: CaptureOptions, { width, height }: Size): boolean => {
  const bytes = width * height * channelsOf({ omit_background });
  const framed = frame === '' ? 0 : width * height * 4;
  return width > MOST_ACROSS || bytes > MOST_BYTES || bytes + framed > MOST_BYTES_FRAMED;
};

/** Reads what the page is called and how high it is, and decides from it what is photographed and how large it becomes. */
export const measure = ({ format, frame }: PictureOptions): Step => ({
  name: 'measure',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const tab = made(work, 'tab');
    tab.document.shown();
    const [title, metrics] = await Promise.all([titleOf(tab), tab.cdp.send('Page.getLayoutMetrics')]);
    const area = areaOf(work, metrics);
    const { deviceWidth } = tab;
    const size = pictureSize({ ...work.geometry, deviceWidth }, area, format, frame);
    if (isTooLarge(work.options, size.shot)) throw new RenderFailure('result_too_large');
    const cut = outside(work.made, area);
    work.warnings.push(...(cut === undefined ? [] : [cut]), ...size.warnings);
    const { pageX, pageY } = metrics.cssVisualViewport;
    return {
      title,
      area,
      size: { ...size, truncated: size.truncated || cut !== undefined },
      isScrolled: pageX !== 0 || pageY !== 0,
    };
  },
});
