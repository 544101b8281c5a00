export type Log = (event: string, fields?: LogFields) => void;

/**
 * What happened, for the operator. Only the fields listed here can be logged, so that no key, token, URL or secret of
 * a caller gets into a log by accident.
 */
export interface LogFields {
  readonly account?: string;
  readonly attempt?: number;
  readonly code?: string;
  readonly count?: number;
  readonly durationMs?: number;
  /** Written without its message, which may quote what callers sent (runtime/error-record.ts). */
  readonly error?: unknown;
  readonly host?: string;
  readonly jobId?: number;
  readonly method?: string;
  readonly port?: number;
  readonly requestId?: string;
  readonly route?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly verdict?: string;
}
