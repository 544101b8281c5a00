export type Log = (event: string, fields?: LogFields) => void;

/**
 * What happened, for the operator. Only the fields listed here can be logged, so that no key, token, URL or secret of
 * a caller gets into a log by accident.
 */
export interface LogFields {
  readonly account?: string;
  readonly attempt?: number;
  readonly bytesDown?: number;
  readonly bytesUp?: number;
  readonly code?: string;
  readonly connections?: number;
  readonly count?: number;
  readonly denied?: number;
  readonly durationMs?: number;
  /** Written without its message, which may quote what callers sent (runtime/error-record.ts). */
  readonly error?: unknown;
  readonly host?: string;
  readonly jobId?: number;
  /** The limit that was gone over, by its name. */
  readonly limit?: string;
  readonly method?: string;
  readonly port?: number;
  readonly requestId?: string;
  readonly requests?: number;
  readonly route?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly verdict?: string;
}
