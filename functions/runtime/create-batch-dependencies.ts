import { outboundPolicy } from '../domain/outbound-policy.ts';
import type { AdmitCallerDependencies } from '../usecases/admit-caller.ts';
import type { CreateBatchDependencies } from '../usecases/create-batch.ts';
import { accountDependencies } from './account-dependencies.ts';
import { documentClient } from './aws-clients.ts';
import { callbackResolver } from './callback-resolver.ts';
import type { Environment } from './env.ts';
import { log } from './log.ts';

/** The real parts of POST /capture/batch. */
export const createBatchDependencies = (
  environment: Environment<'create-batch'>,
): CreateBatchDependencies & AdmitCallerDependencies => ({
  ...accountDependencies(documentClient(), environment),
  policy: outboundPolicy(environment.EGRESS_ALLOW),
  resolver: callbackResolver(),
  plans: environment.PLANS,
  log,
});
