import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startLocalStack } from '../../bin/local/local-stack.ts';
import { writtenSteps } from '../../bin/local/steps.ts';
import { startCallbackReceiver } from '../support/callback-receiver.ts';
import { startFixtureSite } from '../support/fixture-site.ts';

/** The deployed stack that the end-to-end tests talk to. */
export interface TestStack {
  readonly api: string;
  readonly static: string;
  readonly keys: { readonly free: string; readonly pro: string };
  /** The engine's own address, for tests that look behind the API. */
  readonly endpoint: string;
  readonly enginePid: number;
  /** Where the stack's logs and outputs are. */
  readonly folder: string;
  /** The fixture site, which captures may reach. */
  readonly fixtureSite: string;
  /** A receiver of callbacks, which the stack trusts. */
  readonly receiver: { readonly url: string; readonly ca: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: TestStack;
  }
}

/** Brings up the same stack as `npm start`, from nothing and in a folder of its own; gives what ends it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '..', '..');
  const folder = join(root, '.local', 'test');
  const [site, receiver] = await Promise.all([startFixtureSite(), startCallbackReceiver()]);
  const stack = await startLocalStack({
    root,
    folder,
    stackFile: join(folder, 'stack.json'),
    allow: [site.host, receiver.host],
    callbackCa: receiver.ca,
    delivery: 'cloudfront',
    fresh: true,
    steps: writtenSteps(process.stdout),
    // Who interrupts the tests ends this process with all that it started: bin/test.ts.
    signal: new AbortController().signal,
  }).catch(async (error: unknown) => {
    await Promise.all([site.close(), receiver.close()]);
    throw error;
  });
  const { api, static: staticHost, keys, endpoint, enginePid = 0 } = stack;
  project.provide('stack', {
    api,
    static: staticHost,
    keys,
    endpoint,
    enginePid,
    folder,
    fixtureSite: site.url,
    receiver: { url: receiver.url, ca: receiver.ca },
  });
  return async () => {
    await Promise.all([stack.stop(), site.close(), receiver.close()]);
  };
}
