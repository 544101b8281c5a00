import type { Captures } from '../../ports/captures.ts';
import type { Clock } from '../../ports/clock.ts';
import { getCaptureFile } from '../../usecases/get-capture-file.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';

interface GetCaptureFileDependencies {
  readonly captures: Pick<Captures, 'get'>;
  readonly now: Clock;
}

/** GET /capture/{token}/file */
export const getCaptureFileEndpoint = (deps: GetCaptureFileDependencies, edge: Edge): Endpoint =>
  endpoint('getCaptureFile', edge, (event) => getCaptureFile(deps, event.pathParameters?.['token'] ?? ''));
