/**
 * What a queue is for: captures to render, by their lane, callbacks to send, or changes of the captures table that the
 * reader of its stream could not hand on.
 */
export const queueKinds = ['standard', 'priority', 'callbacks', 'stream'] as const;
export type QueueKind = (typeof queueKinds)[number];
