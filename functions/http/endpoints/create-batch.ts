import type { AdmitCallerDependencies } from '../../usecases/admit-caller.ts';
import { type CreateBatchDependencies, createBatch } from '../../usecases/create-batch.ts';
import { presentBatch } from '../batch-answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { authenticatedBody } from './authenticated-body.ts';

/** POST /capture/batch */
export const createBatchEndpoint = (
  deps: CreateBatchDependencies & AdmitCallerDependencies,
  edge: Edge,
): Endpoint =>
  endpoint('createBatch', edge, async (event) => {
    const { account, body } = await authenticatedBody(deps, event);
    const { answer, replay } = await createBatch(deps, account, body, (results, now) =>
      JSON.stringify(presentBatch(results, now)),
    );
    return {
      status: 202,
      body: JSON.parse(answer),
      ...(replay !== undefined && {
        headers: {
          'x-idempotent-replay': 'true',
          ...(replay === 'other_body' && { 'x-idempotent-mismatch': 'true' }),
        },
      }),
    };
  });
