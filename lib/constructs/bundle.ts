import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, buildSync, type OutputFile } from 'esbuild';
import { docsAssets } from './docs-assets.ts';
import { renderAssetsInto } from './render-assets.ts';

/** The entry of each function that is deployed, from the root of the repository. */
const entries = {
  'create-capture': 'functions/api/create-capture.ts',
  'create-callback-capture': 'functions/api/create-callback-capture.ts',
  'create-batch': 'functions/api/create-batch.ts',
  'get-capture': 'functions/api/get-capture.ts',
  'get-capture-file': 'functions/api/get-capture-file.ts',
  'get-account': 'functions/api/get-account.ts',
  'get-docs': 'functions/api/get-docs.ts',
  unrouted: 'functions/api/unrouted.ts',
  sweep: 'functions/workers/sweep.ts',
  'dispatch-callbacks': 'functions/workers/dispatch-callbacks.ts',
  'deliver-callback': 'functions/workers/deliver-callback.ts',
  render: 'functions/workers/render.ts',
} as const;
export type DeployedFunction = keyof typeof entries;
export const deployedFunctions = Object.keys(entries) as DeployedFunction[];

const root = join(import.meta.dirname, '../..');

const options = {
  absWorkingDir: root,
  entryPoints: deployedFunctions.map((name) => ({ in: entries[name], out: `${name}/index` })),
  outdir: 'bundles',
  outExtension: { '.js': '.mjs' },
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The AWS SDK's CommonJS build, which `main` names, cannot be shaken and is twice as large.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  // CommonJS that is bundled into ESM asks for a global `require`. A declared one would collide with bundled code that
  // declares its own.
  banner: {
    js: "import{createRequire as bundleRequire}from'node:module';globalThis.require??=bundleRequire(import.meta.url);",
  },
  // sharp is native and lies in a layer, where `require` looks and `import` does not.
  alias: {
    sharp: 'data:text/javascript,export default globalThis.require("sharp")',
    '@aws-sdk/credential-provider-node': join(root, 'functions/runtime/lambda-credentials.ts'),
  },
  // Traces of minified code say nothing; reading the maps costs a cold start a few milliseconds.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'error',
} as const satisfies BuildOptions;

let built: readonly OutputFile[] | undefined;

// All at once, since they share most of what has to be parsed.
const filesOf = (name: DeployedFunction): readonly OutputFile[] => {
  built ??= buildSync(options).outputFiles;
  return built.filter(({ path }) => basename(dirname(path)) === name);
};

/** Writes a function's code to `folder`: one ES module, index.mjs, its source map, and the files that it reads. */
export const bundleInto = (name: DeployedFunction, folder: string): void => {
  for (const { path, contents } of filesOf(name)) writeFileSync(join(folder, basename(path)), contents);
  if (name === 'render') renderAssetsInto(folder);
  if (name !== 'get-docs') return;
  for (const [file, contents] of Object.entries(docsAssets())) writeFileSync(join(folder, file), contents);
};

/** Bytes of a function's module as it is deployed, without its source map. */
export const bundleSize = (name: DeployedFunction): number => {
  const module = filesOf(name).find(({ path }) => path.endsWith('.mjs'));
  if (module === undefined) throw new Error(`esbuild made no module of ${name}.`);
  return module.contents.byteLength;
};
