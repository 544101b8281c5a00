import { join } from 'node:path';
import { bringUp, type StackPlan, type UpStack } from './bring-up.ts';
import { capturingBrowser } from './capturing-browser.ts';
import { claimFolder } from './claim-folder.ts';
import type { DemoKeys } from './demo-accounts.ts';
import { type DemoSite, startDemoSite } from './demo-site.ts';
import { localRegion } from './endpoint-environment.ts';
import { type Front, startFront } from './front.ts';
import { keepState, takeKeptState } from './kept-state.ts';
import { KeptStateUnusable } from './kept-state-unusable.ts';
import { freePort, recallPorts, rememberPorts } from './ports.ts';
import { engineVersion } from './python-environment.ts';
import { removeStackFile, writeStackFile } from './stack-file.ts';
import type { Steps } from './steps.ts';

/** What stack to run. */
export interface LocalStackOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where this stack keeps its state, ports and logs; another folder is another stack. */
  readonly folder: string;
  /** Where what is needed to use it is written (see StackFile). */
  readonly stackFile: string;
  /** Private hosts that captures and callbacks may reach, besides the demo page's. */
  readonly allow: readonly string[];
  /** Certificates as PEM that receivers of callbacks may have, or be signed by, besides the public ones. */
  readonly callbackCa?: string | undefined;
  readonly delivery: 'cloudfront' | 'none';
  /** Start from nothing, whatever an earlier run kept. */
  readonly fresh: boolean;
  /** An engine that already runs, to deploy to; absent, one is started. */
  readonly endpoint?: string | undefined;
  readonly steps: Steps;
  /** Ends what is under way; stop() is still needed after. */
  readonly signal: AbortSignal;
}

/** A stack that runs; URLs without a trailing slash. */
export interface LocalStack {
  readonly api: string;
  readonly static: string;
  readonly demo: string;
  readonly keys: DemoKeys;
  readonly endpoint: string;
  /** Absent when the engine is not ours. */
  readonly enginePid: number | undefined;
  /** The browser's program where it is not the packaged one. */
  readonly browser: string | undefined;
  /** Fulfils when our own engine ends by itself. */
  readonly ended: Promise<unknown>;
  /** Lets the engine save its state and ends all that was started. */
  stop(): Promise<void>;
  /** Ends all that was started at once. */
  kill(): void;
}

/**
 * Brings the whole service up on this machine. Nothing is left running when it throws: a Refusal for what a person has
 * to put right, the signal's reason when aborted.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const noteKeeper = await claimFolder(options.folder);
  const listeners = await startListeners(options.folder);
  const closeListeners = async (): Promise<void> => {
    await Promise.all([listeners.api.close(), listeners.static.close(), listeners.demo.close()]);
  };
  try {
    const browser = capturingBrowser();
    const up = await upFromKeptOrNothing(options, stackPlan(options, listeners, browser, noteKeeper));
    return running(options, listeners, browser, up, closeListeners);
  } catch (error) {
    await closeListeners();
    throw error;
  }
}

interface Listeners {
  readonly enginePort: number;
  readonly api: Front;
  readonly static: Front;
  readonly demo: DemoSite;
}

/** Listens early: the addresses are part of what is deployed. */
async function startListeners(folder: string): Promise<Listeners> {
  const file = join(folder, 'ports.json');
  const last = recallPorts(file);
  const api = await startFront(last?.api);
  const staticHost = await startFront(last?.static);
  const demo = await startDemoSite(last?.demo);
  const enginePort = await freePort(last?.engine);
  rememberPorts(file, { engine: enginePort, api: api.port, static: staticHost.port, demo: demo.port });
  return { enginePort, api, static: staticHost, demo };
}

function stackPlan(
  options: LocalStackOptions,
  listeners: Listeners,
  browser: string | undefined,
  noteKeeper: (pid: number) => void,
): StackPlan {
  return {
    ...options,
    noteKeeper,
    enginePort: listeners.enginePort,
    api: listeners.api,
    static: listeners.static,
    context: {
      apiUrl: listeners.api.url,
      staticUrl: listeners.static.url,
      allow: [listeners.demo.host, ...options.allow].join(','),
      // CDK ends what follows -c at the first line break.
      ...(options.callbackCa !== undefined && {
        callbackCa: Buffer.from(options.callbackCa).toString('base64'),
      }),
      ...(browser !== undefined && { chromiumPath: browser }),
      ...(options.delivery === 'none' && { delivery: 'none' }),
    },
  };
}

async function upFromKeptOrNothing(options: LocalStackOptions, plan: StackPlan): Promise<UpStack> {
  const kept = takeKeptState(options.folder);
  if (options.fresh || kept === undefined) {
    return bringUp(plan, undefined);
  }
  if (kept.engine !== engineIdentity(plan)) {
    plan.steps.say(
      '  The engine has another version or port than what the last run kept: starting from nothing.',
    );
    return bringUp(plan, undefined);
  }
  try {
    return await bringUp(plan, kept);
  } catch (error) {
    if (!(error instanceof KeptStateUnusable)) {
      // The engine writes its state when it is stopped, and it was killed: what was kept is as it was.
      keepState(options.folder, kept);
      if (!plan.signal.aborted) {
        plan.steps.say(
          '  Should what the last run kept be in the way: npm start -- --fresh begins from nothing.',
        );
      }
      throw error;
    }
    plan.steps.say(`  ${error.message} Starting from nothing.`);
    return bringUp(plan, undefined);
  }
}

/** What an engine's state belongs to: it writes its own address into names and URLs. */
const engineIdentity = ({ endpoint, enginePort }: Pick<StackPlan, 'endpoint' | 'enginePort'>): string =>
  endpoint ?? `${engineVersion()} ${enginePort}`;

function running(
  options: LocalStackOptions,
  listeners: Listeners,
  browser: string | undefined,
  { engine, endpoint, source, deployed, keys }: UpStack,
  closeListeners: () => Promise<void>,
): LocalStack {
  const stack = { api: listeners.api.url, static: listeners.static.url, keys };
  writeStackFile(options.stackFile, { ...stack, engine: { endpoint, region: localRegion } });
  return {
    ...stack,
    demo: listeners.demo.url,
    endpoint,
    enginePid: engine?.pid,
    browser,
    ended: engine?.ended ?? new Promise(() => {}),
    stop: async () => {
      await closeListeners();
      removeStackFile(options.stackFile, stack.api);
      const saved = engine === undefined || (await engine.stop()) === 0;
      if (saved) {
        const identity = engineIdentity({ endpoint: options.endpoint, enginePort: listeners.enginePort });
        keepState(options.folder, { engine: identity, source, deployed, keys });
      }
    },
    kill: () => engine?.kill(),
  };
}
