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
  /** The home region's. */
  readonly render: Template;
  /** Those of the other regions. */
  readonly otherRenders: readonly Template[];
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

const synthesized = (
  context: Readonly<Record<string, string>>,
  code?: FunctionCode,
  changes: Partial<StageConfig> = {},
): Synthesized => {
  const outdir = mkdtempSync(join(tmpdir(), 'snapstack-synth-'));
  try {
    const { stacks } = stageApp(context, { code, changes, outdir });
    const { data, delivery, renderers, upkeep, callbacks, api } = stacks;
    const [render, ...otherRenders] = renderers;
    if (render === undefined) throw new Error('The stage renders nowhere.');
    return {
      data: Template.fromStack(data),
      delivery: Template.fromStack(delivery),
      render: Template.fromStack(render),
      otherRenders: otherRenders.map((stack) => Template.fromStack(stack)),
      upkeep: Template.fromStack(upkeep),
      callbacks: Template.fromStack(callbacks),
      api: Template.fromStack(api),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

/** A dozen files ask for the same stage, and nobody changes a template. */
const known = new Map<string, Synthesized>();

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
  const validation = before ?? 'false';
  process.env['CDK_VALIDATION'] = validation;
  try {
    if (code !== undefined) return synthesized(context, code, changes);
    const asked = JSON.stringify([context, changes, validation]);
    const templates = known.get(asked) ?? synthesized(context, undefined, changes);
    known.set(asked, templates);
    return templates;
  } finally {
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
