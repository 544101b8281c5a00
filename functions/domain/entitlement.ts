import type { CaptureOptions } from './capture-options.ts';
import { ApiError } from './errors.ts';

const FREE_WIDTHS: readonly number[] = [390, 768, 1280];
const FREE_WAIT_SECONDS = 5;

type Asked = CaptureOptions & { readonly customPort: boolean };

/** What is for Pro accounts only: the field, when it is asked for, and what a free account may send instead. */
const gates: readonly {
  readonly field: keyof CaptureOptions;
  readonly asks: (asked: Asked) => boolean;
  readonly free: string;
}[] = [
  { field: 'url', asks: (asked) => asked.customPort, free: 'the ports 80 and 443' },
  {
    field: 'viewport_width',
    asks: (asked) => !FREE_WIDTHS.includes(asked.viewport_width),
    free: FREE_WIDTHS.join(', '),
  },
  { field: 'format', asks: (asked) => asked.format !== 'jpg', free: 'jpg' },
  {
    field: 'wait_time',
    asks: (asked) => asked.wait_time > FREE_WAIT_SECONDS,
    free: `0 to ${FREE_WAIT_SECONDS}`,
  },
];

/** Throws ApiError `pro_required` that names every field a free account may not send (contract, "Pro-only"). */
export const requireFreeOptions = (asked: Asked): void => {
  const closed = gates.filter((gate) => gate.asks(asked));
  if (closed.length === 0) return;
  const allowed = closed.map((gate) => `${gate.field}: ${gate.free}`).join('; ');
  throw new ApiError('pro_required', {
    detail: `A Pro account is needed for this. Free accounts may send ${allowed}.`,
    fields: closed.map((gate) => gate.field),
  });
};
