import { join } from 'node:path';
import { cdk } from './cdk.ts';
import { createDemoAccounts, type DemoKeys } from './demo-accounts.ts';
import { type DeployedStack, readDeployedStack } from './deployed-stack.ts';
import { endpointEnvironment, localRegion } from './endpoint-environment.ts';
import { type Engine, startEngine } from './engine.ts';
import { apiRoute, staticRoute } from './engine-routes.ts';
import { fault } from './fault.ts';
import type { Front } from './front.ts';
import { type KeptState, wipeEngine } from './kept-state.ts';
import { blamingKept } from './kept-state-unusable.ts';
import { pythonEnvironment } from './python-environment.ts';
import { Refusal } from './refusal.ts';
import { runCommand } from './run-command.ts';
import { sourceHash } from './source-hash.ts';
import type { Steps } from './steps.ts';
import { Stopped } from './stopped.ts';
import { together } from './together.ts';

/** What bringing a stack up needs; see LocalStackOptions. */
export interface StackPlan {
  readonly root: string;
  readonly folder: string;
  readonly endpoint?: string | undefined;
  readonly enginePort: number;
  readonly api: Front;
  readonly static: Front;
  /** CDK context: what differs from machine to machine and run to run. */
  readonly context: Readonly<Record<string, string>>;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** Told the process that keeps the engine. */
  readonly noteKeeper: (pid: number) => void;
}

/** A stack that answers; the engine is absent when it is not ours. */
export interface UpStack {
  readonly engine: Engine | undefined;
  readonly endpoint: string;
  readonly source: string;
  readonly deployed: DeployedStack;
  readonly keys: DemoKeys;
}

/**
 * Starts the engine on what it kept, if anything, deploys what has changed since, makes the demo accounts and sees that
 * all of it answers. Nothing that it started is left when it throws; KeptStateUnusable is worth another go from nothing.
 */
export async function bringUp(plan: StackPlan, kept: KeptState | undefined): Promise<UpStack> {
  const failed = new AbortController();
  const stop = (): void => failed.abort(new Stopped());
  const started = { ...plan, signal: AbortSignal.any([plan.signal, failed.signal]) };
  const engineStart = plan.endpoint === undefined ? ownEngine(started, kept) : Promise.resolve(undefined);
  try {
    const endpoint = plan.endpoint ?? `http://127.0.0.1:${plan.enginePort}`;
    const source = sourceHash(plan.root, plan.context);
    const deployed = await deployedStack(started, { endpoint, engineStart, source, kept, stop });
    plan.api.open(apiRoute(endpoint, deployed));
    plan.static.open(staticRoute(endpoint, deployed));
    const keys = await workingKeys(started, endpoint, source, kept);
    return { engine: await engineStart, endpoint, source, deployed, keys };
  } catch (error) {
    stop();
    const engine = await engineStart.catch(() => undefined);
    engine?.kill();
    await engine?.ended;
    throw error;
  }
}

async function ownEngine(plan: StackPlan, kept: KeptState | undefined): Promise<Engine> {
  const { steps, root, folder, signal, noteKeeper } = plan;
  const python = await steps.run('Python environment with the AWS engine', () =>
    pythonEnvironment(root, signal),
  );
  signal.throwIfAborted();
  if (kept === undefined) {
    wipeEngine(folder);
  }
  const engine = { python, folder, port: plan.enginePort, region: localRegion, signal, noteKeeper };
  const name = kept === undefined ? 'AWS engine' : 'AWS engine, on what it kept';
  return blamingKept(kept, () => steps.run(name, () => startEngine(engine)));
}

interface Deploying {
  readonly endpoint: string;
  readonly engineStart: Promise<unknown>;
  readonly source: string;
  readonly kept: KeptState | undefined;
  /** Ends what runs beside a step that failed. */
  readonly stop: () => void;
}

async function deployedStack(
  plan: StackPlan,
  { endpoint, engineStart, source, kept, stop }: Deploying,
): Promise<DeployedStack> {
  // Someone else's engine may have been emptied meanwhile, so it is deployed to each time.
  const own = plan.endpoint === undefined ? kept : undefined;
  if (own?.source === source) {
    await engineStart;
    return own.deployed;
  }
  const { steps } = plan;
  const tool = cdk(plan.root, plan.folder, endpointEnvironment(endpoint), plan.signal);
  const bootstrap = async (): Promise<void> => {
    await engineStart;
    if (own === undefined) {
      await steps.run('CDK bootstrap', tool.bootstrap);
    }
  };
  // Writing the templates needs no engine.
  const synth = async (): Promise<void> => {
    const program = join(plan.root, 'layers/filters/build.ts');
    const options = { cwd: plan.root, env: process.env, signal: plan.signal };
    const said = await steps.run('Filter lists for block_ads', () =>
      runCommand(process.execPath, [program], options),
    );
    if (said !== '') steps.say(said.trim());
    await steps.run('CDK templates and bundles', () => tool.synth(plan.context));
  };
  await together([synth(), bootstrap()], stop);
  return readDeployedStack(await steps.run('CDK deploy', tool.deploy));
}

/** The keys of the demo accounts, kept or made, once the stack is seen to work with them. */
async function workingKeys(
  plan: StackPlan,
  endpoint: string,
  source: string,
  kept: KeptState | undefined,
): Promise<DemoKeys> {
  const { steps, root, signal } = plan;
  const faultWith = (keys: DemoKeys): Promise<string | undefined> =>
    fault(plan.api.url, plan.static.url, keys);
  const own = plan.endpoint === undefined ? kept : undefined;
  const keptKeys = own?.keys ?? (kept && (await faultWith(kept.keys)) === undefined ? kept.keys : undefined);
  const keys =
    keptKeys ??
    (await steps.run('Demo accounts', () => createDemoAccounts(root, endpointEnvironment(endpoint), signal)));
  const check = async (): Promise<void> => {
    const found = await faultWith(keys);
    if (found !== undefined) {
      throw new Refusal(`The stack does not answer as it should: ${found} (log: ${plan.folder}/engine.log).`);
    }
  };
  // With other code than it was kept with, a fault is more likely the code's.
  const blamed = own?.source === source ? own : undefined;
  await blamingKept(blamed, () => steps.run('API and static host answer', check));
  return keys;
}
