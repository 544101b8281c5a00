import * as z from 'zod';
import { callback } from './callback.ts';
import { captureOptions } from './capture-options.ts';
import { checks } from './checks.ts';
import { consent } from './consent.ts';
import { renderFailureCodes } from './render-failure.ts';
import { sealed } from './sealed.ts';

/** What was paid for a capture, so that exactly that can be given back. */
const charge = z.discriminatedUnion('from', [
  z.object({ from: z.literal('quota'), month: z.string() }),
  z.object({ from: z.literal('credit') }),
]);
export type Charge = z.output<typeof charge>;

/** The most that is kept of a page's title and of its address, in characters: a page may make both as long as it likes. */
export const MAX_TITLE = 1_000;
export const MAX_URL = 8_192;

/** What a finished picture is reported with. Sizes in pixels and bytes, `timings` in milliseconds a phase. */
const captureResult = z.object({
  outputWidth: z.int(),
  outputHeight: z.int(),
  fileSize: z.int(),
  /** `sha256:` and the hex digest of the file. */
  fileHash: z.string(),
  capturedAt: z.number(),
  renderSeconds: z.number(),
  timings: z.record(z.string(), z.int()),
  /** Absent of captures that are older than this. */
  checks: checks.optional(),
  /** Absent when no banner was to be answered. */
  consent: consent.optional(),
  pageStatus: z.int(),
  /** Absent of private captures: sealed. */
  finalUrl: z.string().max(MAX_URL).optional(),
  pageTitle: z.string().max(MAX_TITLE).optional(),
});
export type CaptureResult = z.output<typeof captureResult>;

/** The options as they are stored: the URL of a private capture is sealed. */
const storedOptions = captureOptions.partial({ url: true });
export type StoredOptions = z.output<typeof storedOptions>;

const facts = z.object({
  token: z.string(),
  jobId: z.int(),
  accountId: z.string(),
  options: storedOptions,
  charge,
  createdAt: z.number(),
  /** Sentences for the caller: ignored fields, later what is doubtful about the picture. */
  warnings: z.array(z.string()),
  /** Claims so far: the fencing token of the attempt that holds the capture. An operator's retry counts as one. */
  attempt: z.int(),
  /** Attempts that no longer count towards the last one, since an operator had the capture tried anew. */
  attemptsForgiven: z.int().optional(),
  /** True: the result is for holders of the token alone. */
  private: z.boolean().default(false),
  /** How the delivery stands, of a capture whose result is to be sent somewhere. */
  callback: callback.optional(),
  /** What is stored encrypted only. */
  sealed: sealed.optional(),
  /** It had http_auth or cookies, which went when it ended. */
  inputsErased: z.boolean().optional(),
});

/**
 * What has ended has in Unix milliseconds: until when its row and its files are kept, absent: for good; and, when its
 * file is not published, until when that and what is sealed can be had. `isExpired`: the sweeper has erased those.
 */
const kept = {
  keptUntil: z.number().optional(),
  heldUntil: z.number().optional(),
  isExpired: z.boolean().optional(),
};

/**
 * A capture: what stays the same, and what its status adds. `parked` is paid for and waits for one of its account's
 * render slots; `queued` holds one, and callers see both as queued. Times are Unix milliseconds; `dueAt` is when it is
 * expected to be done, `leaseUntil` when the attempt that holds it counts as crashed. A failed capture without a charge
 * never had one; `refunded` says that it was given back.
 */
export const capture = z.discriminatedUnion('status', [
  facts.omit({ charge: true }).extend({ status: z.literal('waitlisted') }),
  facts.extend({ status: z.literal('parked'), dueAt: z.number() }),
  facts.extend({ status: z.literal('queued'), dueAt: z.number() }),
  facts.extend({ status: z.literal('processing'), dueAt: z.number(), leaseUntil: z.number() }),
  facts.extend({ status: z.literal('done'), result: captureResult, ...kept }),
  facts.extend({
    status: z.literal('failed'),
    charge: charge.optional(),
    refunded: z.boolean().default(false),
    failure: z.enum(renderFailureCodes),
    endedAt: z.number(),
    /** When the files are deleted that an attempt may have stored; absent: none did, or they are. */
    withdrawAt: z.number().optional(),
    /** When they were. */
    withdrawnAt: z.number().optional(),
    ...kept,
  }),
]);
export type Capture = z.output<typeof capture>;
export type CaptureStatus = Capture['status'];

/** A capture in one of its states. */
export type CaptureIn<Status extends CaptureStatus> = Extract<Capture, { status: Status }>;

/** A capture that has not ended and was paid for. */
export type OpenPaidCapture = CaptureIn<'parked'> | CaptureIn<'queued'> | CaptureIn<'processing'>;

/** The facts of a capture that was paid for, without what its status added. */
export const captureFacts = (from: OpenPaidCapture): z.output<typeof facts> => facts.parse(from);

/** True when the result is not published on the static host. */
export const isHeld = (one: Capture): boolean => one.private || one.callback !== undefined;

/** True when nothing can happen to the capture any more. */
export const hasEnded = (one: Capture): one is CaptureIn<'done'> | CaptureIn<'failed'> =>
  one.status === 'done' || one.status === 'failed';
