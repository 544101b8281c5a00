import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import type { FunctionCode } from '../../lib/constructs/function-code.ts';
import { stageApp } from './stage-app.ts';

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
  code?: FunctionCode,
  changes: Partial<StageConfig> = {},
): Synthesized => {
  const { CDK_VALIDATION: before } = process.env;
  // AWS's checks of the templates take two seconds; a test of their own runs them.
  process.env['CDK_VALIDATION'] = before ?? 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'snapstack-synth-'));
  try {
    const { stacks } = stageApp(context, { code, changes, outdir });
    const { data, delivery, renderers, upkeep, callbacks, api } = stacks;
    const [render] = renderers;
    if (render === undefined) throw new Error('The stage renders nowhere.');
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
    if (before === undefined) delete process.env['CDK_VALIDATION'];
  }
};

/** A resource's properties as a template has them. */
export type Properties = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type, by logical id. */
export const propertiesOf = (template: Template, type: string): Readonly<Record<string, Properties>> =>
  Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties ?? {}]),
  );
