import type { Examples } from './route.ts';

// Examples of requests, for the documentation; a test sends each of them to a deployed stack.

const key = 'aB3kR7mZx9Lq';
const url = 'https://example.com/';

export const captureExamples: Examples = {
  smallest: { summary: 'A page, as it is', value: { key, url } },
  preset: { summary: 'A link preview (og:image)', value: { key, url, preset: 'og' } },
  phone: {
    summary: 'A phone, the whole page',
    value: { key, url, viewport_width: 390, hidpi: true, fullpage: true },
  },
  pro: {
    summary: 'Pro: a wide window, sharp, lossless',
    value: {
      key,
      url,
      viewport_width: 1920,
      output_size: 1920,
      crop_height: 1200,
      hidpi: true,
      format: 'webp_lossless',
      wait_time: 0,
    },
  },
  element: {
    summary: 'Pro: one element on a transparent background',
    value: { key, url, format: 'png', selector: 'h1', omit_background: true },
  },
  signedIn: {
    summary: 'Pro: behind a sign-in, private',
    value: {
      key,
      url,
      private: true,
      cookies: [{ name: 'session', value: 'b64f0c', secure: true, httpOnly: true }],
      http_auth: { user: 'reviewer', pass: 'not-a-real-password' },
    },
  },
  paper: {
    summary: 'Pro: a PDF',
    value: { key, url, format: 'pdf', pdf_page_size: 'A4', pdf_margin_mm: 15, emulate_print_media: true },
  },
};

export const callbackExamples: Examples = {
  callback: {
    summary: 'The result is sent to you',
    value: {
      key,
      url,
      callback_url: 'https://hooks.example.net/captures',
      callback_secret: 'keep-this-to-yourself',
    },
  },
};

export const batchRequestExamples: Examples = {
  defaults: {
    summary: 'Defaults for all, and a job that differs',
    value: {
      key,
      viewport_width: 1280,
      wait_time: 0,
      idempotency_key: '2f1c9e0a-6d5b-4c52-9a53-1f0f6b0c7f11',
      jobs: [{ url }, { url: 'https://example.org/', viewport_width: 390 }],
    },
  },
  sizes: {
    summary: 'One page in several sizes',
    value: { key, url, jobs: [{ preset: 'og' }, { preset: 'square' }, { preset: 'mobile' }] },
  },
};
