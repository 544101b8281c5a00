import { RenderFailure, type RenderFailureCode } from '../domain/render-failure.ts';

/** A promise that rejects with a RenderFailure `overdue` after `ms` milliseconds; `stop` makes it never do so. */
export const alarm = (ms: number, overdue: RenderFailureCode) => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new RenderFailure(overdue)), ms);
  return { promise, stop: () => clearTimeout(timer) };
};
