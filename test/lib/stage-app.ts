import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App } from 'aws-cdk-lib/core';
import { readStage } from '../../lib/config/read-stage.ts';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import type { FunctionCode } from '../../lib/constructs/function-code.ts';
import { serviceStage } from '../../lib/service-stage.ts';

const cdkJson: { readonly context: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'),
);

/** In place of the code, where a test does not look at it. */
export const stubs: FunctionCode = {
  function: () => Code.fromInline('// Not looked at.'),
  chromiumLayer: () => Code.fromAsset(import.meta.dirname),
  fontLayer: () => Code.fromAsset(import.meta.dirname),
};

interface AppOptions {
  readonly code?: FunctionCode | undefined;
  /** Settings that the context cannot say. */
  readonly changes?: Partial<StageConfig>;
  /** Null: the account is not known yet. */
  readonly account?: string | null;
  /** Where the templates are written when they are made. */
  readonly outdir?: string;
}

/** The app and the stacks of a stage as `cdk -c name=value …` builds them, not synthesised yet. */
export const stageApp = (
  context: Readonly<Record<string, string>>,
  { code = stubs, changes = {}, account = '123456789012', outdir }: AppOptions = {},
) => {
  const app = new App({
    context: { ...cdkJson.context, ...context },
    ...(outdir !== undefined && { outdir }),
  });
  const config = { ...readStage((name) => app.node.tryGetContext(name)), ...changes };
  return { app, stacks: serviceStage(app, { config, code, account: account ?? undefined }) };
};
