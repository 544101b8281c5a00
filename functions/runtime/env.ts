import * as z from 'zod';
import { plans } from '../domain/account.ts';
import { regionExits } from '../domain/region-exit.ts';

// What each function needs from its environment: lib/ writes these variables, the functions read them, and both sides
// are typed by the same schema.

const json = <T extends z.ZodType>(schema: T) => z.preprocess((text) => JSON.parse(String(text)), schema);

const accounts = { ACCOUNTS_TABLE: z.string().min(1), PEPPER_SECRET_ARN: z.string().min(1) };
const capturesTable = { CAPTURES_TABLE: z.string().min(1) };
const homeRegion = { HOME_REGION: z.string().min(1) };
const files = { IMAGE_BUCKET: z.string().min(1), PRIVATE_BUCKET: z.string().min(1) };
/** Of what is stored encrypted only. */
const sealing = { SEALING_KEY_ARN: z.string().min(1) };
const allow = { EGRESS_ALLOW: json(z.array(z.string())) };
const planFigures = { PLANS: json(plans) };
const queues = {
  RENDER_QUEUE_URL: z.string().min(1),
  /** Of stages whose accounts with credits have a queue of their own. */
  PRIORITY_QUEUE_URL: z.string().min(1).optional(),
};
const slots = z.coerce.number().int().min(1);
const load = { ...queues, RENDER_SLOTS: slots, PRIORITY_SLOTS: slots.optional() };
/** How long results are kept; absent: for good. */
const retention = {
  RESULT_RETENTION_DAYS: z.coerce.number().int().min(1).optional(),
  PRIVATE_RETENTION_HOURS: z.coerce.number().int().min(1),
};

const edge = {
  /** `1` where plain HTTP is not served. */
  TLS_ONLY: z.literal('1').optional(),
  BROWSER_ORIGINS: json(z.array(z.string())),
};
/** The API's own address as callers see it. */
const apiUrl = { API_URL: z.url() };

const callbackQueues = {
  CALLBACK_QUEUE_URL: z.string().min(1),
  CALLBACK_DEAD_LETTERS_URL: z.string().min(1),
};
const creating = z.object({
  ...edge,
  ...accounts,
  ...capturesTable,
  ...planFigures,
  ...allow,
  ...load,
  ...sealing,
});

/** The environment contract of each function, by the name of its file. */
export const environments = {
  'create-capture': creating,
  'create-callback-capture': creating,
  'create-batch': creating,
  'get-capture': z.object({ ...edge, ...capturesTable, ...sealing, ...apiUrl, STATIC_URL: z.url() }),
  'get-capture-file': z.object({ ...edge, ...capturesTable, PRIVATE_BUCKET: z.string().min(1) }),
  'get-account': z.object({ ...edge, ...accounts, ...planFigures }),
  'get-docs': z.object({ ...edge, ...apiUrl }),
  unrouted: z.object({ ...edge }),
  sweep: z.object({
    ...capturesTable,
    ...planFigures,
    ...queues,
    ...files,
    ...callbackQueues,
    ACCOUNTS_TABLE: z.string().min(1),
  }),
  'dispatch-callbacks': z.object({ CALLBACK_QUEUE_URL: z.string().min(1) }),
  'deliver-callback': z.object({
    ...capturesTable,
    ...allow,
    ...sealing,
    ...callbackQueues,
    ACCOUNTS_TABLE: z.string().min(1),
    PRIVATE_BUCKET: z.string().min(1),
    /** Callbacks that are sent at the same time. */
    CALLBACK_SLOTS: z.coerce.number().int().min(2),
    /** A certificate authority that receivers may have besides the public ones, as PEM; only a local stage sets it. */
    CALLBACK_CA: z.string().min(1).optional(),
  }),
  render: z.object({
    ...capturesTable,
    ...homeRegion,
    ...allow,
    ...load,
    ...planFigures,
    ...retention,
    ...files,
    ...sealing,
    ACCOUNTS_TABLE: z.string().min(1),
    /** SOCKS5 servers by region. */
    REGION_EXITS: json(regionExits),
    /** `1`: a region without an exit is rendered from here; only a local stage sets it. */
    ANY_REGION_FROM_HERE: z.literal('1').optional(),
    /** Megabytes that the browser with all its processes may have in memory; a page that wants more is too heavy. */
    BROWSER_MEMORY_MB: z.coerce.number().int().min(256),
    /** A browser to use instead of the packaged one; only a local stage sets it. */
    CHROMIUM_PATH: z.string().min(1).optional(),
    /** Where the packaged browser is unpacked, for environments that share a machine; the temporary folder otherwise. */
    CHROMIUM_FOLDER: z.string().min(1).optional(),
    /** `1`: a browser of one process for each capture, should several processes not run on a platform. */
    CHROMIUM_SINGLE_PROCESS: z.literal('1').optional(),
    /** The text of the mark on framed pictures of free accounts; absent: none. */
    FRAME_MARK: z.string().min(1).optional(),
  }),
};
export type FunctionName = keyof typeof environments;
export type Environment<Name extends FunctionName> = z.output<(typeof environments)[Name]>;
/** The variables that lib/ must set for a function; all values are text. */
export type EnvironmentVariables<Name extends FunctionName> = {
  readonly [Variable in keyof z.input<(typeof environments)[Name]>]: string;
};

/** Reads and checks a function's environment. Throws at cold start, naming the variable. */
export const readEnvironment = <Name extends FunctionName>(
  name: Name,
  variables: NodeJS.ProcessEnv = process.env,
): Environment<Name> => {
  const parsed = environments[name].safeParse(variables);
  if (parsed.success) return parsed.data as Environment<Name>;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment of ${name} is not right: ${wrong.join('; ')}`);
};
