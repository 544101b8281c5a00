import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What a process holds is counted in these: what other files left in it would hide what they leak. So each has its own. */
const counting = ['test/render/browser-life.test.ts', 'test/render/memory.test.ts'];

/** What takes longer than it is worth each time: `npm run proof:tests` runs these (test/proof/tests.ts). */
const long = 'test/**/*.long.test.ts';

/** These compute, and nothing else: side by side, and before the browsers come, they take the least time. */
const simulations = ['test/simulation/*.test.ts'];

const unit = {
  // To end what hangs: on a busy machine what takes ten seconds elsewhere took a minute.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  // One core less than there are, as is usual, would leave half of a machine of two idle; and much of a test is waiting:
  // for a page, a timer or a process.
  maxWorkers: availableParallelism() + 1,
};

// What needs no deployed stack, and what runs against one. `npm test` runs both at the same time (bin/test.ts).
export default defineConfig({
  test: {
    projects: [
      // Before the others of its group, as Vitest goes by the names: it waits most, and all would wait for it in the end.
      { test: { ...unit, name: 'unit-alone', include: counting, sequence: { groupOrder: 1 } } },
      {
        test: {
          ...unit,
          name: 'unit-shared',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', long, ...counting, ...simulations],
          // A tenth of the time went into loading the same modules anew for each file. So none may leave anything in them:
          // what a file stands on is handed to it, not put in the place of a module.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...unit,
          name: 'unit-simulation',
          include: simulations,
          exclude: [long],
          // Most of a minute beside the stack that comes up meanwhile, and half of what was allowed on a busy machine.
          testTimeout: 600_000,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...unit, name: 'long', include: [long], testTimeout: 600_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          setupFiles: ['test/e2e/tell-logged-failures.ts'],
          fileParallelism: false,
          // As above: fourteen files load the same.
          isolate: false,
          // With other workers than the others, so in a group of its own where all are run at once.
          sequence: { groupOrder: 2 },
          testTimeout: 240_000,
          hookTimeout: 480_000,
        },
      },
    ],
  },
});
