import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { tokenOfMessage } from '../../functions/adapters/aws/token-message.ts';
import { RenderFailure, type RenderFailureCode } from '../../functions/domain/render-failure.ts';
import type { Renderer } from '../../functions/ports/renderer.ts';
import { sqsWorker } from '../../functions/runtime/sqs-worker.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { somePicture } from '../support/memory-ports.ts';
import type { Message } from './message-queue.ts';
import { type Shared, serviceProcess } from './service-process.ts';
import type { Life } from './world.ts';

const failures: readonly RenderFailureCode[] = [
  'dns_failed',
  'navigation_timeout',
  'page_crashed',
  'page_crashed',
  'page_too_heavy',
  'internal',
  'internal',
];

/** How many pages fail. */
const FAILING = 0.12;
const RENDER_MS = { least: 150, most: 2_500 };
/** A worker that died is replaced after so long. */
const REPLACED_MS = 2_000;

/** A page takes a while, and one in some fails. */
const renderer = ({ world }: Shared, life: Life): Renderer => ({
  render: async () => {
    await world.pass(life, world.random.between(RENDER_MS.least, RENDER_MS.most));
    if (world.random.chance(FAILING)) throw new RenderFailure(world.random.pick(failures));
    return somePicture({ capturedAt: world.now() });
  },
  close: async () => undefined,
});

/** The render workers of the service: so many messages at a time, each by the real worker in a process that may die. */
export const renderWorkers = () => {
  let busy = 0;
  const workOn = (shared: Shared, message: Message): void => {
    busy += 1;
    const { world, queue } = shared;
    const free = (): void => {
      busy -= 1;
      takeNext(shared);
    };
    const life: Life = { dead: false, onDeath: () => world.after(REPLACED_MS, free) };
    const deps = { ...serviceProcess(shared, life), renderer: renderer(shared, life) };
    const handler = sqsWorker({
      ...deps,
      queueUrlOf: () => 'queue',
      work: ({ body, attributes }) =>
        renderCapture(deps, tokenOfMessage(body), Number(attributes.ApproximateReceiveCount)),
    });
    const attributes = { ApproximateReceiveCount: String(message.receives) };
    const record = { messageId: message.id, receiptHandle: message.id, body: message.body, attributes };
    handler({ Records: [record as SQSRecord] } as SQSEvent).then(({ batchItemFailures }) => {
      life.dead = true;
      const isDone = batchItemFailures.length === 0;
      if (isDone && !world.mishap('acknowledgementLost')) queue.delete(message.id);
      free();
    });
  };
  const takeNext = (shared: Shared): void => {
    while (busy < shared.slots) {
      const message = shared.queue.receive();
      if (message === undefined) return;
      workOn(shared, message);
    }
  };
  return { takeNext, isIdle: () => busy === 0 };
};
