import type { AdmitCallerDependencies } from '../../usecases/admit-caller.ts';
import { type CreateBatchDependencies, createBatch } from '../../usecases/create-batch.ts';
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
    return createBatch(deps, account, body);
  });
