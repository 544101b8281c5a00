import { expect } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import type { Capture, CaptureResult } from '../../functions/domain/capture.ts';
import { nextMonth } from '../../functions/domain/utc-month.ts';
import { someOptions, someQueued } from './builders.ts';

const HOUR = 3_600_000;

/** A capture in each state that its status knows, made at `now`, with what is special to the status. */
export const captureStates = (
  now: number,
  urls: { readonly apiUrl: string; readonly staticUrl: string },
): readonly { readonly name: string; readonly row: Capture; readonly answer: Record<string, unknown> }[] => {
  const tokenOf = (letter: string) => letter.repeat(32);
  const { charge: _charge, dueAt: _dueAt, ...waiting } = someQueued({ token: tokenOf('w') });
  const result: CaptureResult = {
    outputWidth: 1280,
    outputHeight: 720,
    fileSize: 9,
    fileHash: 'sha256:00',
    capturedAt: now - HOUR,
    renderSeconds: 0.42,
    timings: { navigate: 12 },
    pageStatus: 404,
    finalUrl: 'https://example.com/gone',
    pageTitle: 'Gone',
  };
  const due = (letter: string) => {
    const { dueAt: _, ...facts } = someQueued({ token: tokenOf(letter), createdAt: now });
    return facts;
  };
  const heldUntil = now + HOUR;
  const held = (letter: string) => ({
    download: `${urls.apiUrl}/capture/${tokenOf(letter)}/file`,
    expires_at: Math.floor(heldUntil / 1_000),
  });
  return [
    {
      name: 'queued',
      row: someQueued({ token: tokenOf('q'), dueAt: now + 600_000 }),
      answer: { status: 'queued', ratio: '16:9', output_height: 720 },
    },
    {
      name: 'parked, which callers see as queued',
      row: { ...someQueued({ token: tokenOf('k'), dueAt: now + 600_000 }), status: 'parked' },
      answer: { status: 'queued', ratio: '16:9', output_height: 720 },
    },
    {
      name: 'processing',
      row: { ...due('p'), status: 'processing', attempt: 1, dueAt: now, leaseUntil: now + HOUR },
      answer: { status: 'processing', eta_seconds: 0 },
    },
    {
      name: 'waitlisted',
      row: { ...waiting, status: 'waitlisted' },
      answer: { status: 'waitlisted', resets_at: nextMonth(now) / 1_000 },
    },
    {
      name: 'done',
      row: { ...due('d'), status: 'done', result },
      answer: {
        status: 'done',
        url: 'https://example.com/',
        image: `${urls.staticUrl}/d/dd/${tokenOf('d')}.jpg`,
        preview: `${urls.staticUrl}/d/dd/${tokenOf('d')}_p.webp`,
        meta_http_status: 404,
        meta_final_url: 'https://example.com/gone',
        meta_page_title: 'Gone',
        file_hash: 'sha256:00',
        file_size: 9,
        output_width: 1280,
        output_height: 720,
        captured_at: Math.floor((now - HOUR) / 1_000),
        render_time_s: 0.42,
        timings: { navigate: 12 },
        checks: {},
        consent: null,
      },
    },
    {
      name: 'done, of a preset',
      row: {
        ...due('o'),
        options: someOptions({ output_size: 1200, crop_height: 630, format: 'webp_lossless' }),
        status: 'done',
        result,
      },
      answer: { ratio: null, output_size: 1200, image: `${urls.staticUrl}/o/oo/${tokenOf('o')}.webp` },
    },
    {
      name: 'done and private',
      row: { ...due('h'), private: true, status: 'done', result, heldUntil },
      answer: { status: 'done', ...held('h') },
    },
    {
      name: 'done and being delivered',
      row: {
        ...due('c'),
        status: 'done',
        callback: {
          ...newCallback('https://hooks.example.net/'),
          attempts: 1,
          dueAt: now + HOUR,
          trail: [{ at: now, ms: 12, status: 500 }],
        },
        result,
        heldUntil,
      },
      answer: {
        ...held('c'),
        callback: {
          state: 'pending',
          attempts: 1,
          last_attempt_at: Math.floor(now / 1_000),
          last_result: 'http 500',
        },
      },
    },
    {
      name: 'failed',
      row: { ...due('f'), status: 'failed', refunded: true, failure: 'dns_failed', endedAt: now },
      answer: {
        status: 'failed',
        error_code: 'dns_failed',
        error: expect.stringContaining('host name') as unknown,
      },
    },
  ];
};
