import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { sideBySide } from '../../functions/usecases/side-by-side.ts';
import { browsers, profiles, type Rig, startRig } from '../render/rig.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { decode, distance } from '../support/decode.ts';
import { bandColour, cornerColours } from '../support/fixture-site/colours.ts';
import { BAND_HEIGHT } from '../support/fixture-site/pages.ts';

/** How many captures are made between two looks at what is held, and how many of them at the same time. */
const ROUND = 10;
const AT_ONCE = 2;
/** What a JPEG may be off, of 255. */
const TOLERANCE = 12;

/** What is held after so many captures. */
export interface Holdings {
  readonly captures: number;
  /** Descriptors of this process. */
  readonly descriptors: number;
  /** Descriptors of the browser, and how many captures it had then. */
  readonly ofBrowser: number;
  readonly age: number;
  /** Bytes of this process that something refers to, after garbage was collected. */
  readonly heap: number;
  /** Bytes of this process in memory. */
  readonly resident: number;
}

export interface SoakResult {
  readonly captures: number;
  /** Captures that were not as they must be, each with what was wrong. */
  readonly wrong: readonly string[];
  readonly holdings: readonly Holdings[];
  /** Browsers and profiles that are left at the end. */
  readonly left: number;
}

/** Makes one capture and says what is wrong with it; undefined: nothing. */
type Case = (rig: Rig) => Promise<string | undefined>;

const isLike = (found: readonly number[], wanted: readonly number[]): boolean =>
  distance(found, wanted) <= TOLERANCE;

const fails =
  (target: string, code: string): Case =>
  (rig) =>
    rig.capture(target).then(
      () => `${target} did not fail`,
      (error: { code: string }) => (error.code === code ? undefined : `${target} failed with ${error.code}`),
    );

const colours =
  (format: string): Case =>
  async (rig) => {
    const { at, width, height } = await decode((await rig.capture('/colours', { format })).bytes);
    const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
    const corners = [at(5, 5), at(width - 5, 5), at(5, height - 5), at(width - 5, height - 5)];
    const wanted = [topLeft, topRight, bottomLeft, bottomRight];
    return corners.every((found, index) => isLike(found, wanted[index] ?? []))
      ? undefined
      : `the colours are ${corners.join(' and ')} as ${format}`;
  };

const bands: Case = async (rig) => {
  const { bytes, preview } = await rig.capture('/bands?height=4000', { fullpage: true });
  if ((await preview()).bytes.length < 1_000) return 'the bands have no preview';
  const { at, height } = await decode(bytes);
  const wrong = Array.from({ length: 40 }, (_, index) => index).filter(
    (index) => !isLike(at(900, index * BAND_HEIGHT + 50), bandColour(index)),
  );
  if (height !== 4_000) return `the bands are ${height} high`;
  return wrong.length === 0 ? undefined : `the bands ${wrong} are wrong`;
};

const framed: Case = async (rig) => {
  const { width, checks } = await rig.capture('/small', { frame: 'laptop', format: 'webp' });
  return width > 1_280 && checks['blank'] === false ? undefined : `a frame is ${width} wide`;
};

const printed: Case = async (rig) => {
  const { bytes, preview } = await rig.capture('/article', { format: 'pdf' });
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-';
  return isPdf && (await preview()).bytes.length > 1_000 ? undefined : 'a print is none';
};

const image: Case = async (rig) => {
  const { bytes } = await rig.capture('/image', { wait_time: 0 });
  const { at } = await decode(bytes);
  return isLike(at(150, 150), [255, 0, 0]) ? undefined : `the image is ${at(150, 150)}`;
};

const titled =
  (target: string, options: Record<string, unknown>, title: string): Case =>
  async (rig) => {
    const { pageTitle } = await rig.capture(target, options);
    return pageTitle === title ? undefined : `${target} is called ${pageTitle}`;
  };

/** The captures of a soak, over and over. */
const cases: readonly Case[] = [
  colours('jpg'),
  bands,
  titled('/cookies', { cookies: [{ name: 'given', value: 'yes' }] }, 'cookies: given=yes'),
  framed,
  fails('/download', 'not_a_page'),
  titled('/cookies', {}, 'cookies: none'),
  printed,
  image,
  titled('/small', { viewport_width: 390 }, 'A small page'),
  titled('/members', { http_auth: { user: 'a', pass: 'b' } }, 'a:b'),
  fails('http://10.0.0.1/', 'blocked_address'),
  colours('png'),
  titled('/popup', {}, '0 open'),
  fails('/redirect-loop', 'too_many_redirects'),
  titled('/remember', {}, '||'),
  titled('/small', { render_region: 'vn-hanoi', color_scheme: 'dark' }, 'A small page'),
];

const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Makes so many captures of good and bad pages with one renderer, and says what was wrong and what it held. */
export const runSoak = async (captures: number, note: (held: Holdings) => void): Promise<SoakResult> => {
  const rig = await startRig({ worksAhead: true });
  const wrong: string[] = [];
  const holdings: Holdings[] = [];
  let browser = 0;
  let age = 0;
  const take = async (index: number): Promise<void> => {
    const one = cases[index % cases.length] as Case;
    const fault = await one(rig).catch((error: unknown) => String(error));
    if (fault !== undefined) wrong.push(`capture ${index + 1}: ${fault}`);
  };
  const look = async (done: number): Promise<void> => {
    await rig.idle();
    const [pid = 0] = await browsers();
    age = pid === browser ? age + ROUND : ROUND;
    browser = pid;
    // What is released in between holds more memory than what releases it.
    collectGarbage();
    await setImmediate();
    collectGarbage();
    const { heapUsed, external, rss } = process.memoryUsage();
    const held = {
      captures: done,
      descriptors: descriptorsOf(process.pid),
      ofBrowser: pid === 0 ? 0 : descriptorsOf(pid),
      age,
      heap: heapUsed + external,
      resident: rss,
    };
    holdings.push(held);
    note(held);
  };
  try {
    for (let done = 0; done < captures; done += ROUND) {
      const count = Math.min(ROUND, captures - done);
      await sideBySide(
        Array.from({ length: count }, (_, index) => done + index),
        AT_ONCE,
        take,
      );
      await look(done + count);
    }
  } finally {
    await rig.close();
  }
  const left = (await browsers()).length + (await profiles()).length + rig.openSessions();
  return { captures, wrong, holdings, left };
};
