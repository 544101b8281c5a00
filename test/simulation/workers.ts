import { RenderFailure, type RenderFailureCode } from '../../functions/domain/render-failure.ts';
import type { Renderer } from '../../functions/ports/renderer.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { somePicture } from '../support/memory-ports.ts';
import { queueWorkers } from './queue-workers.ts';
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

/** A page takes a while, and one in some fails. */
const renderer = ({ world }: Shared, life: Life): Renderer => ({
  render: async () => {
    await world.pass(life, world.random.between(RENDER_MS.least, RENDER_MS.most));
    if (world.random.chance(FAILING)) throw new RenderFailure(world.random.pick(failures));
    return somePicture({ capturedAt: world.now() });
  },
  idle: async () => undefined,
  close: async () => undefined,
});

/** The render workers of the service. */
export const renderWorkers = () =>
  queueWorkers({
    queueOf: ({ queue }) => queue,
    slotsOf: ({ slots }) => slots,
    processOf: (shared, life) => {
      const deps = { ...serviceProcess(shared, life, 'render'), renderer: renderer(shared, life) };
      return { ...deps, workOn: (token, receives) => renderCapture(deps, token, receives) };
    },
  });
