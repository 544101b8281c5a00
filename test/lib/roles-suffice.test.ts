import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { counterUpdates } from '../../functions/adapters/aws/account-counters.ts';
import { dynamoRateLimiter } from '../../functions/adapters/aws/dynamo-rate-limiter.ts';
import { movedAttributes } from '../../functions/adapters/aws/moved-attributes.ts';
import { renderWrittenAttributes } from '../../functions/adapters/aws/render-written-attributes.ts';
import { type DeployedFunction, deployedFunctions } from '../../lib/constructs/bundle.ts';
import { simulate } from '../simulation/simulate.ts';
import { memoryApi } from '../support/memory-api.ts';
import { memoryService, memoryTables } from '../support/memory-ports.ts';
import { roleStatements, type Statement } from './role-statements.ts';
import { eachTemplate, synthesize } from './synthesize.ts';
import { type TableAccess, tableAccess } from './table-access.ts';

// What IAM would say, as far as these policies need it: the service is run in simulation, where all goes wrong that can,
// and what it does not run in handlers on a table in memory; each request to DynamoDB is judged by the policy of the function
// that makes it. What is asked of S3, SQS, KMS and Secrets Manager is not: for that the matrix of least-privilege.test.ts stands.

const templates = eachTemplate(synthesize({ stage: 'prod' }));
const arnOf = ({ table, index }: Pick<TableAccess, 'table' | 'index'>): string =>
  `arn:aws:dynamodb:eu-west-3:123456789012:table/snapstack-prod-${table}${index === undefined ? '' : `/index/${index}`}`;

const patterns = new Map<string, RegExp>();
const like = (pattern: string, text: string): boolean => {
  const known = patterns.get(pattern) ?? new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  patterns.set(pattern, known);
  return known.test(text);
};

const holds = (operator: string, key: string, wanted: readonly string[], access: TableAccess): boolean => {
  switch (`${operator} ${key}`) {
    case 'ForAllValues:StringLike dynamodb:LeadingKeys':
      return access.leadingKeys.every((text) => wanted.some((pattern) => like(pattern, text)));
    case 'ForAllValues:StringEquals dynamodb:Attributes':
      return access.attributes.every((name) => wanted.includes(name));
    case 'StringEqualsIfExists dynamodb:ReturnValues':
      return access.returnValues === undefined || wanted.includes(access.returnValues);
    default:
      throw new Error(`This test does not know the condition ${operator} ${key}.`);
  }
};

const allows = ({ Action, Resource, Condition = {} }: Statement, access: TableAccess): boolean =>
  [Action].flat().includes(access.action) &&
  [Resource].flat().includes(arnOf(access)) &&
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, [wanted].flat(), access)),
  );

const roles = new Map<string, readonly Statement[]>();
const roleOf = (name: string): readonly Statement[] => {
  const known = roles.get(name) ?? roleStatements(templates, name);
  roles.set(name, known);
  return known;
};
const mayAsk = (name: string, access: TableAccess): boolean =>
  roleOf(name).some((statement) => allows(statement, access));

const someAccount = {
  table: memoryTables.accounts,
  accountId: 'one',
  limits: { monthlyQuota: 9, inflightCap: 9, batchLimit: 9, waitlistPlaces: 9 },
  now: 0,
};
const everything = (sign: 1 | -1) => ({
  inflight: sign,
  parked: sign,
  waitlisted: sign,
  credit: sign,
  quota: { '2026-11': sign },
});

test('no function asks the tables for what its role may not do, and a renderer’s role has nothing left over', async () => {
  const judged = new Map<string, number>();
  const refused = new Set<string>();
  const rendererTouched = { captures: new Set<string>(), accounts: new Set<string>() };
  const { violations } = await simulate(3, 2_000, 'storm', {
    onRequest: (actor, command) => {
      // Operators act under roles of their own company.
      if (actor === 'operator') return;
      for (const access of tableAccess(command)) {
        judged.set(actor, (judged.get(actor) ?? 0) + 1);
        if (!mayAsk(actor, access)) refused.add(`${actor}: ${JSON.stringify(access)}`);
        if (actor !== 'render' || access.action !== 'dynamodb:UpdateItem') continue;
        const touched = access.table === memoryTables.captures ? 'captures' : 'accounts';
        for (const name of access.attributes) rendererTouched[touched].add(name);
      }
    },
  });
  expect(violations).toEqual([]);
  expect([...refused]).toEqual([]);
  expect([...judged.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(10_000);
  // Counters that a capture seldom changes.
  const seldom = ([1, -1] as const).flatMap((sign) => counterUpdates(someAccount, everything(sign)));
  for (const update of seldom) {
    for (const { attributes } of tableAccess(new UpdateCommand(update)))
      for (const name of attributes) rendererTouched.accounts.add(name);
  }
  expect([...judged.keys()].toSorted()).toEqual(
    ['create-batch', 'create-capture', 'deliver-callback', 'render', 'sweep'].toSorted(),
  );
  expect([...rendererTouched.captures].toSorted()).toEqual(['token', ...movedAttributes].toSorted());
  expect([...rendererTouched.accounts].toSorted()).toEqual(['sk', ...renderWrittenAttributes].toSorted());
});

type Operation = Parameters<Awaited<ReturnType<typeof memoryApi>>['call']>[0];

/** What a call of the API asks of the tables, rates included, where there is a capture already. */
const askedBy = async (
  operation: Operation,
  event: Partial<APIGatewayProxyEvent>,
): Promise<TableAccess[]> => {
  const service = memoryService();
  const rates = dynamoRateLimiter(service.dynamo.client, memoryTables.accounts);
  const { call } = await memoryApi({ service, rates });
  const { json } = await call('POST /capture', submission({}));
  const { token } = json as { readonly token: string };
  const send = vi.spyOn(service.dynamo.client, 'send');
  await call(operation, { pathParameters: { token }, ...event });
  return send.mock.calls.flatMap(([command]) => tableAccess(command));
};

const submission = (body: object): Partial<APIGatewayProxyEvent> => ({
  body: JSON.stringify({ key: 'proproproPRO', url: 'https://example.com/', ...body }),
});

const calls: readonly (readonly [DeployedFunction, Operation, Partial<APIGatewayProxyEvent>])[] = [
  ['create-capture', 'POST /capture', submission({ url: 'https://example.org/', private: true })],
  ['create-capture', 'POST /capture', submission({ key: 'wrongwrongWR' })],
  ['create-callback-capture', 'POST /capture/callback', submission({ callback_url: 'https://example.net/' })],
  ['create-callback-capture', 'POST /capture/callback', submission({ key: 'wrongwrongWR' })],
  [
    'create-batch',
    'POST /capture/batch',
    submission({ jobs: [{}, {}], idempotency_key: '0123456789abcdef' }),
  ],
  ['create-batch', 'POST /capture/batch', submission({ key: 'wrongwrongWR', jobs: [{}] })],
  ['get-account', 'GET /account', { queryStringParameters: { key: 'proproproPRO' } }],
  ['get-account', 'GET /account', { queryStringParameters: { key: 'wrongwrongWR' } }],
  ['get-capture', 'GET /capture/{token}', {}],
  ['get-capture-file', 'GET /capture/{token}/file', {}],
];
test.each(calls)('%s, by %s %j, asks the tables for what its role may do', async (name, operation, event) => {
  const asked = await askedBy(operation, event);
  expect(asked).not.toEqual([]);
  expect(asked.filter((access) => !mayAsk(name, access))).toEqual([]);
  // Whoever sends a key is counted.
  const isCounted = asked.some(({ leadingKeys }) => leadingKeys.some((key) => key.startsWith('RATE#')));
  expect(isCounted).toBe(!name.startsWith('get-capture'));
});

test('every other function asks the tables for nothing, and may not', () => {
  const asking = new Set([...calls.map(([name]) => name), 'render', 'deliver-callback', 'sweep']);
  const others = deployedFunctions.filter((name) => !asking.has(name));
  expect(others).toContain('dispatch-callbacks');
  for (const name of others) {
    expect(JSON.stringify(roleOf(name))).not.toMatch(
      /dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)/,
    );
  }
});

test('a renderer of another region has the role of the one at home', () => {
  const { render, otherRenders } = synthesize({ stage: 'prod' }, undefined, {
    renderRegions: ['fr-paris', 'ca-montreal', 'sg-singapore', 'au-sydney', 'vn-hanoi'],
  });
  const home = roleStatements([render], 'render');
  expect(home).toEqual(roleOf('render'));
  const others = otherRenders.map((template) => roleStatements([template], 'render'));
  expect(others).toEqual([home, home, home]);
});
