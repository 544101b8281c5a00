import type { Capture, ConformanceCase } from '../conformance-case.ts';

/** Something that captures pages. */
export interface Target {
  readonly name: string;
  /** Takes the capture of a case. Throws only when the target itself is out of order. */
  capture(url: string, one: Pick<ConformanceCase, 'options' | 'seconds'>): Promise<Capture>;
  close(): Promise<void>;
}
