import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { runScript } from './run-script.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Scripts that talk to a person; what the others print is for programs, so progress goes to stderr there.
const conversational = ['local.ts', 'test.ts', 'check.ts'];

/** Runs `script` with its arguments under this project's own Node, after installing what the lock file names. */
export async function main([script, ...args]) {
  if (/[#?:]/.test(root)) {
    refuse(
      `The path of this folder, ${root}, has a #, ? or : in it, which the tools here do not bear: move or rename it.`,
    );
    return;
  }
  if (script === undefined || !existsSync(join(root, script))) {
    refuse(
      `There is no script ${script ?? '(none given)'}: see "scripts" in package.json for what there is.`,
    );
    return;
  }
  const print = conversational.includes(basename(script)) ? console.log : console.error;
  try {
    await installDependencies(root, print);
    await runScript(await findNode(root), root, script, args);
  } catch (error) {
    refuse(error.message);
  }
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
