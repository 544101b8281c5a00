import * as z from 'zod';
import { captureTokenPattern } from '../../domain/capture-token.ts';

/** What every message of the service is: which capture something is to be done with, and no more. */
const tokenMessage = z.object({ token: z.string().regex(captureTokenPattern) });

/** The body of a message. */
export const messageOf = (token: string): string =>
  JSON.stringify({ token } satisfies z.output<typeof tokenMessage>);

/** The token in a message. Throws when it is none of ours. */
export const tokenOfMessage = (body: string): string => tokenMessage.parse(JSON.parse(body)).token;
