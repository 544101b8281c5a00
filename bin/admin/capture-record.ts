import type { Capture, CaptureResult } from '../../functions/domain/capture.ts';
import { renderFailures } from '../../functions/domain/render-failure.ts';
import { callbackRecord } from './callback-record.ts';
import { captureFacts } from './capture-facts.ts';
import { pageAddress } from './page-address.ts';
import { unixSeconds } from './unix-seconds.ts';

const resultRecord = (result: CaptureResult) => ({
  output_width: result.outputWidth,
  output_height: result.outputHeight,
  file_size: result.fileSize,
  file_hash: result.fileHash,
  captured_at: unixSeconds(result.capturedAt),
  render_time_s: result.renderSeconds,
  timings: result.timings,
  page_status: result.pageStatus,
  final_address: pageAddress(result.finalUrl),
});

/**
 * A capture as --json prints it at `now` (Unix milliseconds): nothing of what a caller may want to keep secret. Times are
 * Unix seconds.
 */
export const captureRecord = (one: Capture, now: number) => {
  const { options, callback } = one;
  const { charge, refunded, failure, result, files, isErased, ...times } = captureFacts(one);
  return {
    token: one.token,
    job_id: one.jobId,
    account_id: one.accountId,
    status: one.status,
    attempt: one.attempt,
    attempts_forgiven: one.attemptsForgiven ?? 0,
    created_at: unixSeconds(one.createdAt),
    due_at: unixSeconds(times.dueAt),
    lease_until: unixSeconds(times.leaseUntil),
    ended_at: unixSeconds(times.endedAt ?? result?.capturedAt),
    kept_until: unixSeconds(times.keptUntil),
    held_until: unixSeconds(times.heldUntil),
    /** Null of what is published, or has not ended. */
    expired: times.heldUntil === undefined ? null : isErased || times.heldUntil <= now,
    charge: charge === undefined ? null : { ...charge },
    refunded,
    failure: failure === undefined ? null : { code: failure, sentence: renderFailures[failure] },
    address: pageAddress(options.url),
    options: {
      format: options.format,
      viewport_width: options.viewport_width,
      output_size: options.output_size ?? options.viewport_width,
      fullpage: options.fullpage,
      hidpi: options.hidpi,
      wait_time: options.wait_time,
      render_region: options.render_region,
    },
    private: one.private,
    callback: callback === undefined ? null : callbackRecord(callback),
    result: result === undefined ? null : resultRecord(result),
    files,
    warnings: one.warnings,
  };
};
