import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Capture, Told } from '../conformance-case.ts';
import type { Target } from './target.ts';

/** What is read of answers: loosely, so that a service that leaves something out fails its cases and not the suite. */
const submitAnswer = z.looseObject({
  token: z.string().optional(),
  error: z.string().optional(),
  detail: z.string().optional(),
});
const statusAnswer = z.looseObject({
  status: z.string(),
  image: z.string().optional(),
  preview: z.string().optional(),
  download: z.string().optional(),
  error_code: z.string().optional(),
  error: z.string().optional(),
  output_width: z.number().optional(),
  output_height: z.number().nullish(),
  meta_http_status: z.number().optional(),
  meta_final_url: z.string().optional(),
  meta_page_title: z.string().optional(),
  warnings: z.array(z.string()).optional(),
  checks: z.record(z.string(), z.unknown()).optional(),
  timings: z.record(z.string(), z.number()).optional(),
});
type Status = z.output<typeof statusAnswer>;

/** Longer than any capture may take, and some time in the queue. */
const PATIENCE_MS = 180_000;
const POLL_MS = 500;

const toldOf = (status: Status): Told => ({
  width: status.output_width,
  height: status.output_height ?? undefined,
  httpStatus: status.meta_http_status,
  finalUrl: status.meta_final_url,
  title: status.meta_page_title,
  // A status without warnings has none to give.
  warnings: status.warnings ?? [],
  checks: status.checks,
  timings: status.timings,
  place: status.image !== undefined ? 'published' : status.download !== undefined ? 'held' : undefined,
});

const fileAt = async (address: string): Promise<Uint8Array> => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`GET ${address} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

const resultOf = async (status: Status): Promise<Capture> => {
  const address = status.image ?? status.download;
  if (address === undefined) throw new Error(`A capture is done without a file: ${JSON.stringify(status)}`);
  const preview = status.preview === undefined ? undefined : await fileAt(status.preview);
  return { outcome: 'file', bytes: await fileAt(address), preview, told: toldOf(status) };
};

const failure = (code = 'no code', detail = ''): Capture => ({ outcome: 'failed', code, detail });

/** A service that speaks this API, at `api` (without a slash at the end), with an API key of a Pro account. */
export const serviceTarget = (api: string, key: string): Target => {
  let submits = 0;
  const statusOf = async (token: string): Promise<Status> => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const response = await fetch(`${api}/capture/${token}`);
      const status = statusAnswer.parse(await response.json());
      if (status.status === 'done' || status.status === 'failed') return status;
      if (Date.now() > deadline) throw new Error(`still ${status.status} after ${PATIENCE_MS / 1_000} s`);
      await pause(POLL_MS);
    }
  };
  const taken = async (url: string, options: Readonly<Record<string, unknown>>): Promise<Capture> => {
    // The same page with the same options would be answered by the capture before.
    submits += 1;
    const unlike = new URL(url);
    unlike.searchParams.set('unlike', `${submits}-${Date.now()}`);
    const response = await fetch(`${api}/capture`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, wait_time: 0, ...options, url: unlike.href }),
    });
    const { token, error, detail } = submitAnswer.parse(await response.json());
    if (token === undefined) return failure(error, detail);
    const status = await statusOf(token);
    return status.status === 'failed' ? failure(status.error_code, status.error) : resultOf(status);
  };
  return {
    name: api,
    // An answer that cannot be read, or none, is a capture that failed.
    capture: (url, { options }) =>
      taken(url, options).catch((error: Error) => failure('no result', error.message)),
    close: async () => undefined,
  };
};
