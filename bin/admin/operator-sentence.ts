import { OperatorRefusal } from '../../functions/domain/operator-refusal.ts';

const namesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [];
  const code = 'code' in error ? [String(error.code)] : [];
  return [error.name, ...code, ...[error.cause, ...inner].flatMap(namesOf)];
};

const notDeployed =
  'This stage is not deployed there. Deploy it (npm run cdk -- deploy --all -c stage=NAME), or name another with --stage.';
/** What the SDK says, by the name or code of its error, and what to do about it. */
const advice: Readonly<Record<string, string>> = {
  ResourceNotFoundException: notDeployed,
  QueueDoesNotExist: notDeployed,
  NoSuchBucket: notDeployed,
  CredentialsProviderError:
    'There are no AWS credentials. Set them, for example AWS_PROFILE, or use the local stage.',
  ECONNREFUSED:
    'Nothing answers there. Start the local stack with "npm start", or set AWS_ENDPOINT_URL right.',
  ERR_INVALID_URL:
    'AWS_ENDPOINT_URL is no URL: write a whole one such as http://localhost:4566, or unset it.',
  ENOTFOUND: 'AWS was not found by its name. Is this machine online, and AWS_ENDPOINT_URL right?',
};

/** What shows what there is instead. */
const hints: Partial<Record<OperatorRefusal['code'], string>> = {
  unknown_account: ' "npm run admin -- account list" shows which there are.',
  unknown_capture: ' "npm run admin -- captures list ACCOUNT" shows which there are.',
};

/** What went wrong, for a person: one or two sentences and never a stack. */
export const operatorSentence = (error: unknown): string => {
  if (error instanceof OperatorRefusal) {
    return error.message + (hints[error.code] ?? '');
  }
  const advised = namesOf(error)
    .map((name) => advice[name])
    .find((sentence) => sentence !== undefined);
  if (advised !== undefined) return advised;
  return error instanceof Error ? error.message || error.name : String(error);
};
