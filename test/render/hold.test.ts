import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserProcess, launchBrowser } from '../../functions/render/browser/browser-process.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { lookAway } from '../../functions/render/picture/look-away.ts';
import { hold } from '../../functions/render/steps/hold.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';
import { tabIn } from './tab-in.ts';
import { workWith } from './work-with.ts';

let running: BrowserProcess;
beforeAll(async () => {
  running = await launchBrowser(await chromiumBinary(), { webgl: false });
});
afterAll(() => running.close());

const film = new URL('../conformance/pages/film.webm', import.meta.url);

/** What moves on a page whose picture is so many pixels high: an animation and two films, one of them in a component. */
const movingAt = async (height: number, selector = '') => {
  const video = `<video muted autoplay loop src="data:video/webm;base64,${(await readFile(film)).toString('base64')}"></video>`;
  const context = await running.browser.createBrowserContext();
  const { tab, page } = await tabIn(context);
  await page.setContent(
    `<style>@keyframes a{to{opacity:0}}p{animation:a 9s}</style><p>A</p>${video}<div></div>`,
  );
  await page.evaluate(
    `document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(video)}`,
  );
  const size = { width: 1280, height };
  const made = { tab, size: { shot: size, picture: size, file: size, truncated: false, warnings: [] } };
  const options = someOptions({ selector });
  const work: Work = workWith(options, made);
  await hold(options).run(work, 2_000);
  await lookAway(tab, height);
  const found = (await page.evaluate(`(async () => {
    const films = [document, document.querySelector('div').shadowRoot].map((root) => root.querySelector('video'));
    const [animation] = document.getAnimations();
    const time = animation.currentTime;
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    return { rates: films.map((one) => one.playbackRate), isAnimated: animation.currentTime !== time };
  })()`)) as object;
  return { ...found, warnings: work.warnings };
};

it('holds animations and films where the picture is taken in strips', async () => {
  expect(await movingAt(9_000)).toEqual({ rates: [0, 0], isAnimated: false, warnings: [] });
});

it('holds all of it where the picture is of an element, which may be what moves', async () => {
  expect(await movingAt(720, 'p')).toMatchObject({ rates: [0, 0], isAnimated: false });
});

it('lets all of it go on where one strip is the picture', async () => {
  expect(await movingAt(720)).toEqual({ rates: [1, 1], isAnimated: true, warnings: [] });
});
