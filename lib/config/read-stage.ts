import * as z from 'zod';
import { type StageConfig, stageConfig } from './stage-config.ts';
import { stages } from './stages.ts';

const names = Object.keys(stages).join(', ');

/** What `-c name=value` may say; absent is undefined. */
type Context = (name: string) => unknown;

/** Settings that are not right; the message is for the deployer. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const isStage = (name: unknown): name is keyof typeof stages =>
  typeof name === 'string' && Object.hasOwn(stages, name);

const overrides = (context: Context) => {
  const allow = context('allow');
  const callbackCa = context('callbackCa');
  const given = {
    delivery: context('delivery'),
    staticUrl: context('staticUrl'),
    apiUrl: context('apiUrl'),
    chromiumPath: context('chromiumPath'),
    // In base64, since a value of the command line has no line breaks.
    callbackCa: typeof callbackCa === 'string' ? Buffer.from(callbackCa, 'base64').toString() : callbackCa,
    egressAllow: typeof allow === 'string' ? allow.split(',').filter((entry) => entry !== '') : allow,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

/** The settings of the stage that the CDK context names, with its overrides. Throws SettingsError. */
export const readStage = (context: Context): StageConfig => {
  const stage = context('stage');
  if (stage === undefined) throw new SettingsError(`Say which stage: -c stage=NAME, one of ${names}.`);
  if (!isStage(stage)) throw new SettingsError(`There is no stage "${stage}". The stages are ${names}.`);
  const parsed = stageConfig.safeParse({ ...stages[stage], ...overrides(context) });
  if (parsed.success) return parsed.data;
  throw new SettingsError(`The settings of stage ${stage} are not right:\n${z.prettifyError(parsed.error)}`);
};
