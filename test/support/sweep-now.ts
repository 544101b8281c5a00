import { functionName } from '../../lib/config/names.ts';

/** Lets the sweeper of the local stage run at once, as its schedule does each minute; throws what it ended with. */
export const sweepNow = async (endpoint: string): Promise<void> => {
  const url = `${endpoint}/2015-03-31/functions/${functionName('local', 'sweep')}/invocations`;
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  const error = answer.headers.get('x-amz-function-error');
  if (answer.status !== 200 || error !== null) {
    throw new Error(`The sweeper: ${answer.status} ${error} ${await answer.text()}`);
  }
};
