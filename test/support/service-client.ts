import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type CaptureStatusAnswer, captureStatus } from '../../functions/http/capture-status.ts';
import { submitAnswer } from '../../functions/http/submit-answer.ts';

/** What an API call answered. */
interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** A caller of the API, as anybody would write one. */
export interface ServiceClient {
  post(body: unknown): Promise<ApiAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  /**
   * Submits a capture that must be accepted, and answers its token. A fragment of its own makes it another request
   * than any before, unless its URL has one.
   */
  submit(options: Record<string, unknown>): Promise<string>;
  status(token: string): Promise<CaptureStatusAnswer>;
  /** Polls until `arrived` is true of the status, or throws with the last one after `seconds`. */
  until(
    token: string,
    arrived: (status: CaptureStatusAnswer) => boolean,
    seconds?: number,
  ): Promise<CaptureStatusAnswer>;
  /** Polls until the capture is done; throws when it failed. */
  done(token: string): Promise<Extract<CaptureStatusAnswer, { image: string }>>;
}

const answerOf = async (response: Response): Promise<ApiAnswer> => ({
  status: response.status,
  headers: response.headers,
  json: await response.json(),
});

/** A caller of the API at `api` with an API key, who polls every `pollMs` milliseconds. */
export const serviceClient = (api: string, key: string, pollMs = 40): ServiceClient => {
  let submits = 0;
  const client: ServiceClient = {
    post: async (body) =>
      answerOf(
        await fetch(`${api}/capture`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    get: async (path, headers = {}) => answerOf(await fetch(`${api}${path}`, { headers })),
    submit: async (options) => {
      submits += 1;
      const url = `${options['url']}${String(options['url']).includes('#') ? '' : `#${submits}-${performance.now()}`}`;
      const { status, json } = await client.post({ key, ...options, url });
      if (status !== 202) throw new Error(`POST /capture answered ${status} ${JSON.stringify(json)}`);
      return submitAnswer.parse(json).token;
    },
    status: async (token) => {
      const { status, json } = await client.get(`/capture/${token}`);
      return captureStatus.parse(json, {
        error: () => `GET /capture answered ${status} ${JSON.stringify(json)}`,
      });
    },
    until: async (token, arrived, seconds = 60) => {
      const deadline = Date.now() + seconds * 1_000;
      for (;;) {
        const status = await client.status(token);
        if (arrived(status)) return status;
        if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(status)} after ${seconds} s`);
        await pause(pollMs);
      }
    },
    done: async (token) => {
      const ended = await client.until(token, ({ status }) => status === 'done' || status === 'failed');
      if (ended.status === 'done' && 'image' in ended) return ended;
      throw new Error(`the capture did not end in done: ${JSON.stringify(ended)}`);
    },
  };
  return client;
};

/** What GET /account tells of what a caller used. */
export const usedOf = z.object({ quota_used: z.int(), inflight: z.int(), credit: z.int() });
