import type { Log, LogFields } from '../ports/log.ts';
import { errorRecord } from './error-record.ts';

/** The fields that are written, with what they may be: the types do not hold for what comes from elsewhere. */
const fieldKinds = {
  account: 'string',
  attempt: 'number',
  bytesDown: 'number',
  bytesUp: 'number',
  code: 'string',
  connections: 'number',
  count: 'number',
  denied: 'number',
  durationMs: 'number',
  host: 'string',
  jobId: 'number',
  limit: 'string',
  method: 'string',
  port: 'number',
  requestId: 'string',
  requests: 'number',
  route: 'string',
  seconds: 'number',
  status: 'number',
  verdict: 'string',
} as const satisfies Record<Exclude<keyof LogFields, 'error'>, 'string' | 'number'>;

const namesOfFields = Object.keys(fieldKinds) as (keyof typeof fieldKinds)[];

/** Writes one JSON line an event to standard error, which Lambda hands to CloudWatch. */
export const log: Log = (event, fields = {}) => {
  const written = namesOfFields.filter((name) => typeof fields[name] === fieldKinds[name]);
  const record = {
    time: new Date().toISOString(),
    event,
    ...Object.fromEntries(written.map((name) => [name, fields[name]])),
    ...(fields.error === undefined ? {} : { error: errorRecord(fields.error) }),
  };
  process.stderr.write(`${JSON.stringify(record)}\n`);
};
