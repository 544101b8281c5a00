import * as z from 'zod';
import { captureTokenPattern } from '../domain/capture-token.ts';

// Fields that several answers have.

export const token = z
  .string()
  .regex(captureTokenPattern)
  .meta({
    description:
      'The token of the capture: 32 letters and digits. It is a bearer: who holds it can read the status and the result.',
    examples: ['a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4'],
  });
export const jobId = z
  .int()
  .min(1)
  .meta({
    description: 'A number of the capture: unique and rising.',
    examples: [1843222],
  });
export const etaSeconds = z
  .int()
  .min(0)
  .meta({
    description:
      'Seconds until the capture is expected to be done, from the depth of the queue, recent render times and its own `wait_time`. Wait for the smaller of this and 8 seconds before the first poll.',
    examples: [7],
  });
export const resetsAt = z
  .int()
  .min(0)
  .meta({
    description: 'When the monthly quota starts anew and the capture leaves the wait list, in Unix seconds.',
    examples: [1796083200],
  });
export const warnings = z
  .array(z.string())
  .min(1)
  .meta({
    description: 'Sentences about what was ignored or is doubtful; absent when there is nothing to say.',
    examples: [['Unknown fields were ignored: colour.']],
  });
export const anyStatus = z
  .enum(['queued', 'processing', 'waitlisted', 'done', 'failed'])
  .meta({ description: 'How the capture stands.' });
export const deduplicated = z
  .literal(true)
  .meta({ description: 'It is the capture of the same request in the last 60 seconds.' });
