import type { Log } from '../ports/log.ts';
import { errorRecord } from './error-record.ts';

/** Writes one JSON line an event to standard error, which Lambda hands to CloudWatch. */
export const log: Log = (event, fields = {}) => {
  const { error, ...plain } = fields;
  const record = {
    time: new Date().toISOString(),
    event,
    ...plain,
    ...(error === undefined ? {} : { error: errorRecord(error) }),
  };
  process.stderr.write(`${JSON.stringify(record)}\n`);
};
