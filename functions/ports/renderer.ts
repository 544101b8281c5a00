import type { CaptureInputs } from '../domain/capture-inputs.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import type { Checks } from '../domain/checks.ts';
import type { Consent } from '../domain/consent.ts';
import type { Format } from '../domain/formats.ts';

/** One page to one picture. Throws RenderFailure with the code that the caller is told. */
export interface Renderer {
  render(options: CaptureOptions, beside: RenderCircumstances): Promise<Picture>;
  /** Settles when nothing is left to do of captures that are over: before a process is left alone that may be frozen. */
  idle(): Promise<void>;
  /** Ends the browser and all that belongs to it. */
  close(): Promise<void>;
}

/** What a page is rendered with beside its options. */
interface RenderCircumstances {
  /** Unix milliseconds. */
  readonly deadline: number;
  readonly inputs: CaptureInputs;
  /** Nothing of the page's address goes into a log. */
  readonly isPrivate?: boolean;
}

/** The small picture for lists. */
export interface Preview {
  /** A WebP of at most 1,280 pixels in width. */
  readonly bytes: Uint8Array;
  /** A sentence for the caller about what is doubtful in it. */
  readonly warning?: string;
}

/** A rendered page. Sizes in pixels, of a pdf those of its paper in CSS pixels. */
export interface Picture {
  readonly format: Format;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Makes the preview: when it is asked for, since not every picture needs one. */
  preview(): Promise<Preview>;
  /** Unix milliseconds of the moment the picture was taken. */
  readonly capturedAt: number;
  readonly pageStatus: number;
  readonly finalUrl: string;
  readonly pageTitle: string;
  /** Milliseconds a phase. */
  readonly timings: Readonly<Record<string, number>>;
  readonly checks: Checks;
  /** Absent when no banner was to be answered. */
  readonly consent?: Consent | undefined;
  /** Sentences for the caller about what is doubtful in the picture. */
  readonly warnings: readonly string[];
}
