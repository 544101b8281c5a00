import type { PlanName } from './account.ts';
import type { AskedOptions } from './asked-options.ts';
import { DEFAULT_REGION } from './default-region.ts';
import { ApiError } from './errors.ts';
import { presetNames, presets } from './presets.ts';

const FREE_WIDTHS: readonly number[] = [390, 768, 1280];
const FREE_WAIT_SECONDS = 5;
const freePresets = presetNames.filter((name) => !presets[name].isPro);

/** What was asked for, before any preset: a free preset may set what a free account may not. */
type Asked = AskedOptions & { readonly customPort: boolean };

const leaveOut = 'left out';
const off = 'false';

/** What is for Pro accounts only: the field, when it is asked for, and what a free account may send instead. */
const gates: readonly {
  readonly field: keyof AskedOptions;
  readonly asks: (asked: Asked) => boolean;
  readonly free: string;
}[] = [
  { field: 'url', asks: ({ customPort }) => customPort, free: 'on port 80 or 443' },
  {
    field: 'preset',
    asks: ({ preset }) => preset !== '' && presets[preset].isPro,
    free: `empty or one of ${freePresets.join(', ')}`,
  },
  {
    field: 'viewport_width',
    asks: (asked) => !FREE_WIDTHS.includes(asked.viewport_width),
    free: `one of ${FREE_WIDTHS.join(', ')}`,
  },
  { field: 'crop_height', asks: ({ crop_height }) => crop_height !== undefined, free: leaveOut },
  { field: 'format', asks: ({ format }) => format !== 'jpg', free: 'jpg' },
  {
    field: 'render_region',
    asks: ({ render_region }) => render_region !== DEFAULT_REGION,
    free: DEFAULT_REGION,
  },
  { field: 'autoplay_videos', asks: (asked) => asked.autoplay_videos, free: off },
  { field: 'omit_background', asks: (asked) => asked.omit_background, free: off },
  { field: 'emulate_print_media', asks: (asked) => asked.emulate_print_media, free: off },
  {
    field: 'wait_time',
    asks: ({ wait_time }) => wait_time > FREE_WAIT_SECONDS,
    free: `0 to ${FREE_WAIT_SECONDS}`,
  },
  { field: 'dismiss_cookies', asks: ({ dismiss_cookies }) => dismiss_cookies !== '', free: leaveOut },
  { field: 'scroll_before_capture', asks: (asked) => asked.scroll_before_capture, free: off },
  { field: 'block_ads', asks: (asked) => asked.block_ads, free: off },
  { field: 'http_auth', asks: ({ http_auth }) => http_auth !== undefined, free: leaveOut },
  { field: 'selector', asks: ({ selector }) => selector !== '', free: leaveOut },
  { field: 'cookies', asks: ({ cookies }) => cookies.length > 0, free: leaveOut },
];

/** ApiError `pro_required` that names all fields and what a free account may send in each. */
export const proRequired = (sentences: ReadonlyMap<string, string>): ApiError =>
  new ApiError('pro_required', {
    detail: `${[...sentences.values()].join('; ')}. Anything else needs a Pro account.`,
    fields: [...sentences.keys()],
  });

/** Throws ApiError `pro_required` that names every field which the plan may not send (contract, "Pro-only"). */
export const requireEntitled = (plan: PlanName, asked: Asked): void => {
  if (plan === 'pro') return;
  const closed = gates.filter((gate) => gate.asks(asked));
  if (closed.length === 0) return;
  throw proRequired(new Map(closed.map(({ field, free }) => [field, `${field} must be ${free}`])));
};
