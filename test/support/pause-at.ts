import type { MemoryService } from './memory-ports.ts';

/** Which step of a call: by its number from 1, or the first before which something is true. */
type Step = number | (() => boolean);

/**
 * Lets the next call on a service in memory stop at its `at`-th step out of the process (a command to DynamoDB, a
 * message, a look at the load), before or after that step has had its effect, with everything else of the call. It goes
 * on with `resume`; one that is never resumed has died. `restore` lets other calls on.
 */
const pauseAt = (service: MemoryService, at: Step, when: 'before' | 'after') => {
  const { queue, load } = service;
  const { client } = service.dynamo;
  const [send, queueSend, current] = [client.send, queue.send, load.current];
  const gate = Promise.withResolvers<void>();
  const paused = Promise.withResolvers<'paused'>();
  let made = 0;
  let isPaused = false;
  const step =
    <Given extends unknown[], Answer>(real: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      made += 1;
      const isFirst = !isPaused;
      isPaused ||= typeof at === 'number' ? made === at : at();
      if (!isPaused) return real(...given);
      const early = isFirst && when === 'after' ? real(...given) : undefined;
      early?.catch(() => undefined);
      paused.resolve('paused');
      await gate.promise;
      return early ?? real(...given);
    };
  Object.assign(client, { send: step(send.bind(client) as (command: unknown) => Promise<unknown>) });
  Object.assign(queue, { send: step(queueSend) });
  Object.assign(load, { current: step(current) });
  return {
    paused: paused.promise,
    resume: () => gate.resolve(),
    restore: () => {
      Object.assign(client, { send });
      Object.assign(queue, { send: queueSend });
      Object.assign(load, { current });
    },
  };
};

/**
 * Runs a call that stops at a step and stays there, until nothing of it moves any more. Gives its answer when it ended
 * before that step.
 */
export const stopAt = async <Answer>(
  service: MemoryService,
  { at, when }: { readonly at: Step; readonly when: 'before' | 'after' },
  call: () => Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly resume: () => Promise<Answer> }> => {
  const { paused, resume, restore } = pauseAt(service, at, when);
  const running = call();
  running.catch(() => undefined);
  const first = await Promise.race([paused, running]);
  // What else was under way in the call comes to its own next step.
  await new Promise((resolve) => setImmediate(resolve));
  restore();
  if (first !== 'paused') return { answer: first as Answer };
  return {
    resume: () => {
      resume();
      return running;
    },
  };
};
