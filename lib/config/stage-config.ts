import * as z from 'zod';
import { plans } from '../../functions/domain/account.ts';
import { parseAllowList } from '../../functions/domain/allow-list.ts';
import { regionExits } from '../../functions/domain/region-exit.ts';
import { strokeLetters } from '../../functions/render/frames/stroke-letters.ts';
import { type RenderRegion, renderRegions } from './render-regions.ts';

const allowEntry = z.string().superRefine((entry, context) => {
  try {
    parseAllowList([entry]);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const publicUrl = z
  .url({ protocol: /^https?$/, message: 'must be an absolute http or https URL' })
  .regex(/[^/]$/, 'must not end with a slash');

const renderRegion = z.enum(Object.keys(renderRegions) as [RenderRegion, ...RenderRegion[]]);

/** What one stage of the service is made of. Every difference between stages is a setting here. */
export const stageConfig = z
  .strictObject({
    /** Part of every physical name, so short. */
    stage: z.string().regex(/^[a-z][a-z0-9]{0,11}$/),
    /** The AWS region of the API, the tables and the pictures. */
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    /** The first is the default; its queue stands beside the API. */
    renderRegions: z.tuple([renderRegion], renderRegion),
    removalPolicy: z.enum(['retain', 'destroy']),
    pointInTimeRecovery: z.boolean(),
    logRetentionDays: z.literal([1, 7, 30, 90, 365]),
    /** API Gateway's access log; it needs an account-wide role of API Gateway for CloudWatch. */
    accessLogs: z.boolean(),
    /** Requests a second of all callers together, before API Gateway answers 429. */
    apiThrottle: z.strictObject({ rate: z.int().min(1), burst: z.int().min(1) }),
    plans,
    /** Private hosts that may be captured, as `HOST`, `HOST:PORT` or a range. */
    egressAllow: z.array(allowEntry),
    /** The SOCKS5 servers through which pages are looked at from a region, as `socks5://HOST:PORT`. */
    regionExits: regionExits.default({}),
    /** A region without an exit is rendered from where the stage is, with a warning, instead of failing. */
    anyRegionFromHere: z.boolean().default(false),
    /** Days after which a result and its files are deleted; without it they are kept for good. */
    resultRetentionDays: z.int().min(1).optional(),
    /** Hours until the file of a private capture is gone; that of one with a callback is kept for a week. */
    privateRetentionHours: z.int().min(1).default(24),
    /** Callbacks that are sent at the same time; 2 and 1000 are the limits of an SQS event source. */
    callbackSlots: z.int().min(2).max(1_000),
    /** A certificate authority as PEM that receivers of callbacks may have besides the public ones: on a local engine only. */
    callbackCa: z.string().startsWith('-----BEGIN CERTIFICATE-----').optional(),
    /** Captures that render at the same time in one region; 2 and 1000 are the limits of an SQS event source. */
    renderSlots: z.int().min(2).max(1_000),
    /** Megabytes; Lambda gives CPU in proportion, two cores at 3,538. */
    renderMemory: z.int().min(1_024).max(10_240),
    /** A browser of one process for each capture, slower: should Chromium's several processes not run on Lambda. */
    chromiumSingleProcess: z.boolean(),
    /** What framed pictures of free accounts are marked with; empty: nothing. In letters that the mark can be drawn with. */
    frameMark: z
      .string()
      .max(40)
      .refine((text) => [...text].every((character) => Object.hasOwn(strokeLetters, character)), {
        error: `must be written with ${Object.keys(strokeLetters).join('')}`,
      })
      .default('made with Snapstack'),
    /** `none`: no CloudFront, the pictures are read from S3 by anyone who knows their token. */
    delivery: z.enum(['cloudfront', 'none']),
    /** Plain HTTP is refused or redirected everywhere, and browsers are told to remember that. */
    tlsOnly: z.boolean(),
    /**
     * Pages that may call the API with a key from a browser, as `https://app.example.com`, or `*` for all. A key in a
     * page is everybody's: meant for tools of your own. Statuses and the reference can be read from any page.
     */
    browserOrigins: z.array(
      z.string().refine((origin) => origin === '*' || URL.parse(origin)?.origin === origin, {
        error: 'must be *, or an origin as browsers write it, such as https://app.example.com',
      }),
    ),
    /** What callers see in place of CloudFront's or S3's own URL. */
    staticUrl: publicUrl.optional(),
    /** What callers see in place of API Gateway's own URL. */
    apiUrl: publicUrl.optional(),
    /** A browser on the machine that runs the functions, in place of the layer's; only a local engine has one. */
    chromiumPath: z.string().min(1).optional(),
  })
  .refine((config) => config.callbackCa === undefined || config.stage === 'local', {
    path: ['callbackCa'],
    message: 'only the local stage may trust a certificate authority of its own',
  })
  .refine((config) => renderRegions[config.renderRegions[0]] === config.region, {
    path: ['renderRegions', 0],
    message: `the first render region must lie in the region of the stage: ${Object.entries(renderRegions)
      .map(([name, region]) => `${name} lies in ${region}`)
      .join(', ')}`,
  });
export type StageConfig = z.output<typeof stageConfig>;
