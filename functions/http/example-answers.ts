import type { Examples } from './route.ts';

// Examples of answers, for the documentation; a test validates each against its schema.

/** Hosts that stand for a deployment's own; the document that a deployment serves names the real API. */
export const EXAMPLE_API_URL = 'https://api.example.net';
const EXAMPLE_STATIC_URL = 'https://static.example.net';

const token = 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4';
const otherToken = 'b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5';
const facts = {
  token,
  format: 'jpg',
  viewport_width: 1280,
  output_size: 1280,
  output_height: 720,
  ratio: '16:9',
  fullpage: false,
};
const result = {
  url: 'https://example.com/',
  meta_http_status: 200,
  meta_final_url: 'https://example.com/',
  meta_page_title: 'Example Domain',
  file_hash: 'sha256:7a4ebae9b604eac8b032a6ec3adcae084499897638148cdfc0f5bedea4b096f7',
  file_size: 77803,
  output_width: 1280,
  captured_at: 1795452265,
  render_time_s: 0.412,
  timings: { queued: 38, navigate: 96, load: 120, shoot: 64, encode: 18, store: 22 },
  checks: {},
  consent: null,
};

export const submitExamples = {
  queued: {
    summary: 'In the queue',
    value: { job_id: 1843222, token, status: 'queued', eta_seconds: 7 },
  },
  waitlisted: {
    summary: 'On the wait list',
    value: {
      job_id: 1843223,
      token,
      status: 'waitlisted',
      resets_at: 1796083200,
      detail:
        "This month's quota and the credits are used up. The capture is made when the quota starts anew.",
    },
  },
  ignored: {
    summary: 'With an unknown field',
    value: {
      job_id: 1843224,
      token,
      status: 'queued',
      eta_seconds: 7,
      warnings: ['Unknown fields were ignored: colour.'],
    },
  },
} as const satisfies Examples;

export const deduplicatedExamples = {
  running: {
    summary: 'Still to come',
    value: { token, status: 'queued', deduplicated: true, eta_seconds: 3 },
  },
  done: { summary: 'Done already', value: { token, status: 'done', deduplicated: true, eta_seconds: 0 } },
} as const satisfies Examples;

export const batchExamples: Examples = {
  mixed: {
    summary: 'Four jobs, each with its own fate',
    value: {
      submitted: 1,
      waitlisted: 1,
      deduplicated: 1,
      errors: 1,
      eta_seconds: 25,
      jobs: [
        { index: 0, token, job_id: 1843225, status: 'queued' },
        { index: 1, token: otherToken, status: 'done', deduplicated: true },
        { index: 2, token: 'c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6', job_id: 1843226, status: 'waitlisted' },
        {
          index: 3,
          status: 'error',
          error: 'invalid_parameter',
          detail: 'wait_time must be an integer from 0 to 30.',
        },
      ],
    },
  },
};

export const statusExamples: Examples = {
  queued: { summary: 'Queued', value: { ...facts, status: 'queued', eta_seconds: 18 } },
  processing: { summary: 'Rendering', value: { ...facts, status: 'processing', eta_seconds: 2 } },
  waitlisted: {
    summary: 'On the wait list',
    value: { ...facts, status: 'waitlisted', resets_at: 1796083200 },
  },
  done: {
    summary: 'Done',
    value: {
      ...facts,
      status: 'done',
      ...result,
      image: `${EXAMPLE_STATIC_URL}/a/a1/${token}.jpg`,
      preview: `${EXAMPLE_STATIC_URL}/a/a1/${token}_p.webp`,
    },
  },
  private: {
    summary: 'Done, private',
    value: {
      ...facts,
      status: 'done',
      ...result,
      download: `${EXAMPLE_API_URL}/capture/${token}/file`,
      expires_at: 1795538665,
    },
  },
  callback: {
    summary: 'Done, and being delivered',
    value: {
      ...facts,
      status: 'done',
      ...result,
      download: `${EXAMPLE_API_URL}/capture/${token}/file`,
      expires_at: 1796057065,
      callback: { state: 'pending', attempts: 1, last_attempt_at: 1795452266, last_result: 'http 500' },
    },
  },
  failed: {
    summary: 'Failed',
    value: {
      ...facts,
      status: 'failed',
      error_code: 'dns_failed',
      error: 'The host name of the URL could not be resolved. Check the spelling of the address.',
    },
  },
};

export const accountExamples: Examples = {
  free: {
    summary: 'A free account',
    value: {
      plan: 'free',
      pro_until: null,
      credit: 50,
      quota_used: 12,
      quota_total: 200,
      quota_remaining: 188,
      inflight: 1,
      inflight_cap: 3,
    },
  },
};
