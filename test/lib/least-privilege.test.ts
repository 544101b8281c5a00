import { expect, test } from 'vitest';
import type { DeployedFunction } from '../../lib/constructs/bundle.ts';
import { eachTemplate, type Properties, propertiesOf, synthesize } from './synthesize.ts';

const templates = eachTemplate(synthesize({ stage: 'prod' }));
const at = 'eu-west-3:123456789012';
const captures = `arn:aws:dynamodb:${at}:table/snapstack-prod-captures`;
const captureIndexes = `${captures}/index/*`;
const accounts = `arn:aws:dynamodb:${at}:table/snapstack-prod-accounts`;
const batchIndexes = `${accounts}/index/*`;
const pepper = `arn:aws:secretsmanager:${at}:secret:snapstack/prod/pepper-??????`;
const queue = `arn:aws:sqs:${at}:snapstack-prod-render`;
const priorityQueue = `${queue}-priority`;
const images = 'arn:aws:s3:::snapstack-prod-images-123456789012-eu-west-3/*';
const privateBucket = 'arn:aws:s3:::snapstack-prod-private-123456789012-eu-west-3';
const privateFiles = `${privateBucket}/*`;
// By the alias that the request names: see the test below.
const keys = `arn:aws:kms:${at}:key/*`;
const callbacks = `arn:aws:sqs:${at}:snapstack-prod-callbacks`;
const callbackDeadLetters = `${callbacks}-dead-letters`;
const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];

const creating = {
  own: log,
  [accounts]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  [captures]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  [captureIndexes]: ['dynamodb:Query'],
  [queue]: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
  [priorityQueue]: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
  [pepper]: ['secretsmanager:GetSecretValue'],
  [keys]: ['kms:GenerateDataKey'],
};
const admitting = {
  own: log,
  [accounts]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
  [pepper]: ['secretsmanager:GetSecretValue'],
};

const working = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
  // Who frees a slot gives it to the account's next capture.
  'sqs:SendMessage',
];

/** What each function may do, all of it: actions by resource. */
const allowed: Readonly<Record<DeployedFunction, Readonly<Record<string, readonly string[]>>>> = {
  'create-capture': creating,
  'create-callback-capture': creating,
  'create-batch': {
    ...creating,
    // Its journal, and the answer that an idempotency key keeps.
    [accounts]: [...creating[accounts], 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'],
  },
  'get-capture': { own: log, [captures]: ['dynamodb:GetItem'], [keys]: ['kms:Decrypt'] },
  'get-capture-file': {
    own: log,
    [captures]: ['dynamodb:GetItem'],
    [privateFiles]: ['s3:GetObject'],
    // Without it S3 says of what is gone that it may not be read.
    [privateBucket]: ['s3:ListBucket'],
  },
  'get-account': admitting,
  'get-docs': { own: log },
  unrouted: { own: log },
  sweep: {
    own: log,
    [captures]: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ],
    [captureIndexes]: ['dynamodb:Query'],
    // It comes to every account in turns, to compare its counters.
    [accounts]: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ],
    [batchIndexes]: ['dynamodb:Query'],
    [images]: ['s3:DeleteObject'],
    [privateFiles]: ['s3:DeleteObject'],
    [callbacks]: ['sqs:SendMessage'],
    [callbackDeadLetters]: ['sqs:SendMessage'],
    [queue]: ['sqs:SendMessage'],
    [priorityQueue]: ['sqs:SendMessage'],
  },
  render: {
    own: log,
    [captures]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    [captureIndexes]: ['dynamodb:Query'],
    [accounts]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    [images]: ['s3:DeleteObject', 's3:PutObject'],
    [privateFiles]: ['s3:DeleteObject', 's3:PutObject'],
    [keys]: ['kms:Decrypt'],
    'its queue': working,
    'its priority queue': working,
  },
  // It knows which captures, and nothing of them.
  'dispatch-callbacks': {
    own: log,
    'its queue': ['sqs:SendMessage'],
    'its failed reads': ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
    'the stream': ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    '*': ['dynamodb:ListStreams'],
  },
  'deliver-callback': {
    own: log,
    [captures]: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    [accounts]: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    [privateFiles]: ['s3:GetObject'],
    [keys]: ['kms:Decrypt'],
    [callbacks]: ['sqs:SendMessage'],
    [callbackDeadLetters]: ['sqs:SendMessage'],
    'its queue': working.filter((action) => action !== 'sqs:SendMessage'),
  },
};

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** A stack's own resource is named by its logical id. */
const resourceName = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const [id = ''] = (resource as { 'Fn::GetAtt'?: readonly string[] })['Fn::GetAtt'] ?? [];
  if (id.includes('Log')) return 'own';
  if (id.startsWith('PriorityJobsQueue')) return 'its priority queue';
  if (id.startsWith('StreamDeadLetters')) return 'its failed reads';
  if (JSON.stringify(resource).includes('StreamArn')) return 'the stream';
  return /^(Jobs|Callbacks)Queue/.test(id) ? 'its queue' : JSON.stringify(resource);
};

const roleOf = (lambda: Properties): string =>
  (lambda['Role'] as { 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'][0] ?? '';

test.each(Object.entries(allowed))('%s may do what it needs and nothing else', (name, wanted) => {
  const home = templates.find((template) =>
    Object.values(propertiesOf(template, 'AWS::Lambda::Function')).some(
      ({ FunctionName }) => FunctionName === `snapstack-prod-${name}`,
    ),
  );
  if (home === undefined) throw new Error(`There is no function ${name}.`);
  const lambdas = Object.values(propertiesOf(home, 'AWS::Lambda::Function'));
  const roles = lambdas.filter((lambda) => lambda['FunctionName'] === `snapstack-prod-${name}`).map(roleOf);
  expect(lambdas.filter((lambda) => roles.includes(roleOf(lambda)))).toHaveLength(1);

  const [role = ''] = roles;
  const { ManagedPolicyArns, Policies } = propertiesOf(home, 'AWS::IAM::Role')[role] ?? {};
  expect([ManagedPolicyArns, Policies]).toEqual([undefined, undefined]);
  const statements = Object.values(propertiesOf(home, 'AWS::IAM::Policy'))
    .filter(({ Roles }) => JSON.stringify(Roles).includes(`"${role}"`))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: readonly Statement[] }).Statement);
  expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  // The CDK puts resources of which the same is allowed into one statement.
  const given = statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().map((resource) => ({ resource: resourceName(resource), actions: [Action].flat() })),
  );
  const byResource = Object.entries(Object.groupBy(given, ({ resource }) => resource)).map(
    ([resource, all = []]) => [resource, all.flatMap(({ actions }) => actions)] as const,
  );
  const sorted = (all: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(all).map(([resource, actions]) => [resource, actions.toSorted()]));
  expect(sorted(Object.fromEntries(byResource))).toEqual(sorted(wanted));
});
