import { describe, expect, test } from 'vitest';
import { movedAttributes } from '../../functions/adapters/aws/moved-attributes.ts';
import { renderWrittenAttributes } from '../../functions/adapters/aws/render-written-attributes.ts';
import type { DeployedFunction } from '../../lib/constructs/bundle.ts';
import { roleStatements } from './role-statements.ts';
import { eachTemplate, synthesize } from './synthesize.ts';

const templates = eachTemplate(synthesize({ stage: 'prod' }));
const at = 'eu-west-3:123456789012';
const captures = `arn:aws:dynamodb:${at}:table/snapstack-prod-captures`;
const standing = `${captures}/index/standing`;
const due = `${captures}/index/sweep`;
const accounts = `arn:aws:dynamodb:${at}:table/snapstack-prod-accounts`;
const openBatches = `${accounts}/index/sweep`;
const pepper = `arn:aws:secretsmanager:${at}:secret:snapstack/prod/pepper-??????`;
const queue = `arn:aws:sqs:${at}:snapstack-prod-render`;
const priorityQueue = `${queue}-priority`;
const imageBucket = 'arn:aws:s3:::snapstack-prod-images-123456789012-eu-west-3';
const privateBucket = 'arn:aws:s3:::snapstack-prod-private-123456789012-eu-west-3';
const token = '?'.repeat(32);
/** The same actions for each file that a capture may have. */
const images = (...actions: string[]) =>
  Object.fromEntries(
    ['.jpg', '.png', '.webp', '.avif', '.pdf', '_p.webp'].map((end) => [
      `${imageBucket}/?/??/${token}${end}`,
      actions,
    ]),
  );
const heldFiles = (folder: 'private' | 'callback', ...actions: string[]) =>
  Object.fromEntries(
    ['jpg', 'png', 'webp', 'avif', 'pdf'].map((end) => [
      `${privateBucket}/${folder}/${token}.${end}`,
      actions,
    ]),
  );
// By the alias that the request names: see the conditions below.
const keys = `arn:aws:kms:${at}:key/*`;
const callbacks = `arn:aws:sqs:${at}:snapstack-prod-callbacks`;
const callbackDeadLetters = `${callbacks}-dead-letters`;
const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];

const creating = {
  own: log,
  [accounts]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  [captures]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  [standing]: ['dynamodb:Query'],
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
    ...heldFiles('private', 's3:GetObject'),
    ...heldFiles('callback', 's3:GetObject'),
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
    [standing]: ['dynamodb:Query'],
    [due]: ['dynamodb:Query'],
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
    [openBatches]: ['dynamodb:Query'],
    ...images('s3:DeleteObject'),
    ...heldFiles('private', 's3:DeleteObject'),
    ...heldFiles('callback', 's3:DeleteObject'),
    [callbacks]: ['sqs:SendMessage'],
    [callbackDeadLetters]: ['sqs:SendMessage'],
    [queue]: ['sqs:SendMessage'],
    [priorityQueue]: ['sqs:SendMessage'],
  },
  render: {
    own: log,
    [captures]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    [standing]: ['dynamodb:Query'],
    [accounts]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    ...images('s3:DeleteObject', 's3:PutObject'),
    ...heldFiles('private', 's3:DeleteObject', 's3:PutObject'),
    ...heldFiles('callback', 's3:DeleteObject', 's3:PutObject'),
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
    ...heldFiles('callback', 's3:GetObject'),
    [keys]: ['kms:Decrypt'],
    [callbacks]: ['sqs:SendMessage'],
    [callbackDeadLetters]: ['sqs:SendMessage'],
    'its queue': working.filter((action) => action !== 'sqs:SendMessage'),
  },
};

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

test.each(Object.entries(allowed))('%s may do what it needs and nothing else', (name, wanted) => {
  const statements = roleStatements(templates, name);
  expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  // The CDK puts resources of which the same is allowed into one statement.
  const given = statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().map((resource) => ({ resource: resourceName(resource), actions: [Action].flat() })),
  );
  const byResource = Object.entries(Object.groupBy(given, ({ resource }) => resource)).map(
    ([resource, all = []]) => [resource, all.flatMap(({ actions }) => actions)] as const,
  );
  const sorted = (all: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(
      Object.entries(all).map(([resource, actions]) => [resource, [...new Set(actions)].toSorted()]),
    );
  expect(sorted(Object.fromEntries(byResource))).toEqual(sorted(wanted));
});

/** Of the accounts table: the kinds of row, by their partitions. */
const account = 'ACCOUNT#*';
const submitting = [account, 'KEY#*', 'DEDUPE#*', 'RATE#*', 'COUNTER#JOB', 'RENDER'];
const rows = {
  'create-capture': [submitting],
  'create-callback-capture': [submitting],
  'create-batch': [submitting, [account], ['ANSWER#*#*']],
  'get-account': [[account, 'KEY#*', 'RATE#*']],
  render: [
    [account, 'RENDER'],
    [account, 'RENDER'],
  ],
  'deliver-callback': [['CALLBACKS#*']],
};

const leadingKeys = 'ForAllValues:StringLike';
const onlyAttributes = 'ForAllValues:StringEquals';

describe.each(Object.keys(allowed))('%s', (name) => {
  const statements = roleStatements(templates, name);
  const on = (resource: string) => statements.filter(({ Resource }) => [Resource].flat().includes(resource));

  test('changes the state of captures, and neither whose they are nor what was asked for', () => {
    const changing = on(captures).filter(({ Action }) => Action.includes('dynamodb:UpdateItem'));
    for (const { Action, Condition } of changing) {
      expect(Action).toBe('dynamodb:UpdateItem');
      expect(Condition).toEqual({
        [onlyAttributes]: { 'dynamodb:Attributes': ['token', ...movedAttributes] },
        StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      });
    }
    expect(movedAttributes).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(accountId|jobId|options|private|callbackUrl|createdAt|expiresAt)$/),
      ]),
    );
  });

  test('touches rows of accounts of its own kinds', () => {
    // The sweeper comes to all of them, in turns.
    if (name === 'sweep') return expect(on(accounts)[0]?.Condition).toBeUndefined();
    const kinds = on(accounts).map(({ Condition }) => Condition?.[leadingKeys]?.['dynamodb:LeadingKeys']);
    expect(kinds.map((kind) => [kind].flat())).toEqual((rows as Record<string, string[][]>)[name] ?? []);
  });

  test('uses the key of its stage alone, for what is bound to an account', () => {
    for (const { Condition } of on(keys)) {
      expect(Condition).toEqual({
        StringEquals: { 'kms:RequestAlias': 'alias/snapstack-prod-sealing' },
        [onlyAttributes]: { 'kms:EncryptionContextKeys': ['account', 'for'] },
        Null: { 'kms:EncryptionContext:account': 'false', 'kms:EncryptionContext:for': 'false' },
      });
    }
  });
});

test('a renderer changes of an account what captures take of it, and no plan', () => {
  const [, changing] = roleStatements(templates, 'render').filter(({ Resource }) => Resource === accounts);
  expect(changing?.Action).toBe('dynamodb:UpdateItem');
  expect(changing?.Condition?.[onlyAttributes]).toEqual({
    'dynamodb:Attributes': ['sk', ...renderWrittenAttributes],
  });
  expect(renderWrittenAttributes).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(plan|proUntil|id|name|keyHash|accountId)$/)]),
  );
});
