import * as z from 'zod';
import { apiKey, batchJob, batchRequest, callbackRequest, submitRequest } from '../domain/submit-request.ts';

// The bodies that the routes take, as the document shows them.

// The key is judged before the shape, and may come in a header: so it is documented here, and no part of the schemas
// that judge.
const withKey = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object({ key: apiKey.optional() }).extend(shape);
const job = batchJob.meta({
  id: 'BatchJob',
  // What a job leaves out is not the default but the top level's own: a client must not fill it in.
  override: ({ jsonSchema }: { jsonSchema: { properties?: Record<string, object> } }) => {
    for (const property of Object.values(jsonSchema.properties ?? {}))
      Reflect.deleteProperty(property, 'default');
  },
  description: 'A capture; what it leaves out is as at the top level of the batch.',
});
/** POST /capture/batch */
export const batchBody = withKey({
  ...batchRequest.shape,
  jobs: z.array(job).min(1).max(5_000).meta({
    description:
      'The captures, 1 to 500 of them; to 5,000 for Pro accounts. Each has a `url` (its own, or that of the top level) and any options.',
  }),
}).meta({ id: 'BatchRequest' });

/** POST /capture */
export const captureBody = withKey(submitRequest.shape).meta({ id: 'CaptureRequest' });

/** POST /capture/callback */
export const callbackBody = withKey(callbackRequest.shape).meta({ id: 'CallbackRequest' });
