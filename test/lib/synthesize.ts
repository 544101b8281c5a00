import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
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

export interface Synthesized {
  readonly data: Template;
  readonly delivery: Template;
  readonly render: Template;
  readonly upkeep: Template;
  readonly callbacks: Template;
  readonly api: Template;
}

export const eachTemplate = ({
  data,
  delivery,
  render,
  upkeep,
  callbacks,
  api,
}: Synthesized): readonly Template[] => [data, delivery, render, upkeep, callbacks, api];

/**
 * The templates of a stage as `cdk synth -c name=value …` makes them, for account 123456789012, without building the
 * code unless it is given; `changes` are settings that the context cannot say.
 */
export const synthesize = (
  context: Readonly<Record<string, string>>,
  code: FunctionCode = stubs,
  changes: Partial<StageConfig> = {},
): Synthesized => {
  // AWS's checks of the templates take two seconds; a test of their own runs them.
  process.env['CDK_VALIDATION'] ??= 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'snapstack-synth-'));
  const app = new App({ outdir, context: { ...cdkJson.context, ...context } });
  const config = { ...readStage((name) => app.node.tryGetContext(name)), ...changes };
  const { data, delivery, renderers, upkeep, callbacks, api } = serviceStage(app, {
    config,
    code,
    account: '123456789012',
  });
  const [render] = renderers;
  if (render === undefined) throw new Error('The stage renders nowhere.');
  try {
    return {
      data: Template.fromStack(data),
      delivery: Template.fromStack(delivery),
      render: Template.fromStack(render),
      upkeep: Template.fromStack(upkeep),
      callbacks: Template.fromStack(callbacks),
      api: Template.fromStack(api),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

/** A resource's properties as a template has them. */
export type Properties = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type, by logical id. */
export const propertiesOf = (template: Template, type: string): Readonly<Record<string, Properties>> =>
  Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties ?? {}]),
  );
