import type { DynamoDBStreamEvent } from 'aws-lambda';
import { dispatchCallbacksDependencies } from '../runtime/dispatch-callbacks-dependencies.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';
import { dispatchCallbacks } from '../usecases/dispatch-callbacks.ts';

const deps = dispatchCallbacksDependencies();

/** Reads the stream of the captures table. A page that fails is read again as a whole. */
export const handler = lambdaEntry(
  ({ Records }: DynamoDBStreamEvent): Promise<void> =>
    dispatchCallbacks(deps, deps.endedWithCallback(Records)),
);
