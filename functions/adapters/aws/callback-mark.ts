import type { Capture } from '../../domain/capture.ts';

/**
 * How a capture's callback stands, as one text beside it: what a write is fenced by and what the stream is filtered by.
 * State, attempts, replays and burial together never come back while status and attempt stay.
 */
export const callbackMark = ({ callback }: Pick<Capture, 'callback'>): string | undefined =>
  callback &&
  [
    callback.state,
    callback.attempts,
    ...(callback.forgiven > 0 ? [`forgiven ${callback.forgiven}`] : []),
    ...(callback.unburied ? ['unburied'] : []),
  ].join('#');
