import { type Chaos, noChaos } from './chaos.ts';
import { type EventQueue, eventQueue } from './event-queue.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** A process of the simulated service. Once dead it never goes on; one that has answered is frozen, which is the same. */
export interface Life {
  dead: boolean;
  /** What its surroundings do when it dies. */
  readonly onDeath: () => void;
}

/** The simulated time, what happens in it, and what goes wrong. All that is random follows from the seed. */
export interface World {
  readonly random: SeededRandom;
  /** Whether something goes wrong this time, by the chaos of the moment; it is counted. */
  mishap(name: keyof Chaos): boolean;
  chaos: Chaos;
  /** The wall clock, in Unix milliseconds: it can jump. */
  readonly now: () => number;
  /** Milliseconds since the beginning: it does not jump. */
  readonly elapsed: () => number;
  jump(milliseconds: number): void;
  after(milliseconds: number, run: () => void): void;
  /** A call of a process to something outside of it: takes a while, and may go wrong in any way. */
  call<Answer>(life: Life, effect: () => Promise<Answer>, kind?: 'read' | 'write'): Promise<Answer>;
  /** Time of a process that is no call: it may die, but nothing else goes wrong. */
  pass(life: Life, milliseconds: number): Promise<void>;
  kill(life: Life): void;
  /** Lets things happen until `isOver`, asked after each. Throws when nothing is left to happen before that. */
  run(isOver: () => boolean): Promise<void>;
  /** Things that have happened. */
  readonly happened: () => number;
  /** What has gone wrong, and how often. */
  readonly mishaps: Readonly<Record<string, number>>;
}

/** 2026-11-28T10:00:00Z: some days before the end of a month, and of a year's last but one. */
const BEGINNING = Date.UTC(2026, 10, 28, 10);
const STALL_MS = { least: 100_000, most: 400_000 };
const SLOWEST_CALL_MS = 40;

class Fault extends Error {
  override readonly name = 'SimulatedFault';
}

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const newWorld = (seed: number): World => {
  const random = seededRandom(seed);
  const events: EventQueue = eventQueue();
  let elapsed = 0;
  let jumped = 0;
  let happened = 0;
  const mishaps: Record<string, number> = {};
  /** Whether something goes wrong this time. */
  const mishap = (name: keyof Chaos): boolean => {
    const happens = random.chance(world.chaos[name]);
    if (happens) mishaps[name] = (mishaps[name] ?? 0) + 1;
    return happens;
  };

  const kill = (life: Life): void => {
    if (life.dead) return;
    life.dead = true;
    life.onDeath();
  };
  const after = (milliseconds: number, run: () => void): void => events.add(elapsed + milliseconds, run);
  const duration = (): number => {
    const { least, most } = STALL_MS;
    return mishap('stall') ? random.between(least, most) : random.between(1, SLOWEST_CALL_MS);
  };

  const call = <Answer>(
    life: Life,
    effect: () => Promise<Answer>,
    kind: 'read' | 'write' = 'write',
  ): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      if (life.dead) return;
      after(duration(), () => {
        if (life.dead) return;
        if (mishap('crash')) {
          // Before or after the effect: the process cannot know either way.
          if (random.chance(0.5)) effect().catch(() => undefined);
          kill(life);
          return;
        }
        if (mishap('fault')) {
          reject(new Fault('no effect'));
          return;
        }
        if (kind === 'write' && mishap('answerLost')) {
          effect().then(() => reject(new Fault('the answer was lost')), reject);
          return;
        }
        effect().then(resolve, reject);
      });
    });

  const world: World = {
    random,
    chaos: noChaos,
    now: () => BEGINNING + elapsed + jumped,
    elapsed: () => elapsed,
    jump: (milliseconds) => {
      jumped += milliseconds;
    },
    after,
    call,
    pass: (life, milliseconds) =>
      new Promise((resolve) => {
        if (life.dead) return;
        after(milliseconds, () => {
          if (life.dead) return;
          if (mishap('crash')) kill(life);
          else resolve();
        });
      }),
    kill,
    run: async (isOver) => {
      while (!isOver()) {
        const next = events.take();
        if (next === undefined) throw new Error('Nothing is left to happen.');
        elapsed = Math.max(elapsed, next.at);
        happened += 1;
        next.run();
        // All that follows from it without waiting for anything happens first.
        await immediately();
      }
    },
    happened: () => happened,
    mishap,
    mishaps,
  };
  return world;
};
