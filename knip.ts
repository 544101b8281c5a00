import type { KnipConfig } from 'knip';

// Each entry says what starts it, since nothing imports it.
const config: KnipConfig = {
  entry: [
    'bin/*.ts', // npm scripts, by way of bin/run.mjs
    'bin/app.ts', // cdk.json
    'bin/local/keeper.ts', // started as a process by bin/local/engine.ts
    'functions/{api,workers}/*.ts', // Lambda, by lib/constructs/bundle.ts
    'functions/runtime/lambda-credentials.ts', // put into bundles by lib/constructs/bundle.ts
    'examples/node/*.ts', // by who copies them
    'layers/*/build.ts', // by hand, to look at a layer
    'layers/fonts/make-cache.ts', // started as a process by layers/fonts/build.ts
    'test/bench/bench.ts', // npm run bench
    'test/render/frames/contact-sheet.ts', // npm run frames
    'test/bench/{private-file,tall}-process.ts', // by bench.ts, in processes of their own
    'test/proof/{simulation,engine,callbacks,conformance,addresses,live,measures,bombs,soak,kills,tests,killed-call}.ts', // npm run proof:…
    'test/proof/measures/{vitest.config,switch}.ts', // by test/proof/measures.ts
    'test/proof/egress-mutants-switch.ts', // put before the program by test/hostile/live/run-live.ts
    'test/hostile/live/inside.ts', // started as a process by test/hostile/live/run-live.ts
    'test/proof/mutants/{prove,mutate}.ts',
    'test/simulation/run.ts', // by the proofs, a process each
    'test/**/*.test.ts',
  ],
  project: ['{bin,lib,functions,layers,examples,test}/**/*.{ts,mjs}'],
  ignoreDependencies: [
    /^@expo-google-fonts\//, // their files are named in functions/render/fonts/font-families.ts
    '@biomejs/biome', // run by path: npm run format, bin/local/checks.ts
    '@sparticuz/chromium', // found by createRequire, since it lies in a layer on Lambda
    'aws-cdk', // run by path: npm run cdk, bin/local/cdk.ts
  ],
};

export default config;
