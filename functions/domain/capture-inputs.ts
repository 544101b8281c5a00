import * as z from 'zod';
import { cookie } from './cookie.ts';
import { httpAuth } from './http-auth.ts';

/** What a page is opened with that nobody else may see; stored sealed only, until the capture ends. */
export const captureInputs = z.object({
  http_auth: httpAuth.optional(),
  cookies: z.array(cookie).default([]),
});
export type CaptureInputs = z.output<typeof captureInputs>;
