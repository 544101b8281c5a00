import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { counterUpdates } from '../../functions/adapters/aws/account-counters.ts';
import { movedAttributes } from '../../functions/adapters/aws/moved-attributes.ts';
import { renderWrittenAttributes } from '../../functions/adapters/aws/render-written-attributes.ts';
import { simulate } from '../simulation/simulate.ts';
import { memoryTables } from '../support/memory-ports.ts';
import { roleStatements, type Statement } from './role-statements.ts';
import { eachTemplate, synthesize } from './synthesize.ts';
import { type TableAccess, tableAccess } from './table-access.ts';

// What IAM would say, as far as these policies need it: the service is run in simulation, where all goes wrong that can,
// and each request of its functions is judged by the policy of the function that makes it.

const templates = eachTemplate(synthesize({ stage: 'prod' }));
const arnOf = ({ table, index }: Pick<TableAccess, 'table' | 'index'>): string =>
  `arn:aws:dynamodb:eu-west-3:123456789012:table/snapstack-prod-${table}${index === undefined ? '' : `/index/${index}`}`;

const like = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') && !pattern.slice(0, -1).includes('*')
    ? text.startsWith(pattern.slice(0, -1))
    : new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text);

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

const someAccount = {
  table: memoryTables.accounts,
  accountId: 'one',
  limits: { monthlyQuota: 9, inflightCap: 9, batchLimit: 9, waitlistPlaces: 9 },
  now: 0,
};
const everything = { inflight: 1, parked: 1, waitlisted: 1, credit: 1, quota: { '2026-11': 1 } };

test('no function asks the tables for what its role may not do, and a renderer’s role has nothing left over', async () => {
  const roles = new Map<string, readonly Statement[]>();
  const roleOf = (name: string): readonly Statement[] => {
    const known = roles.get(name) ?? roleStatements(templates, name);
    roles.set(name, known);
    return known;
  };
  const refused = new Set<string>();
  const rendererTouched = { captures: new Set<string>(), accounts: new Set<string>() };
  let judged = 0;
  const { violations } = await simulate(3, 2_000, 'storm', {
    onRequest: (actor, command) => {
      // Operators act under roles of their own company.
      if (actor === 'operator') return;
      for (const access of tableAccess(command)) {
        judged += 1;
        if (!roleOf(actor).some((statement) => allows(statement, access)))
          refused.add(`${actor}: ${JSON.stringify(access)}`);
        if (actor !== 'render' || access.action !== 'dynamodb:UpdateItem') continue;
        const touched = access.table === memoryTables.captures ? 'captures' : 'accounts';
        for (const name of access.attributes) rendererTouched[touched].add(name);
      }
    },
  });
  expect(violations).toEqual([]);
  expect([...refused]).toEqual([]);
  expect(judged).toBeGreaterThan(10_000);
  // Counters that a capture seldom changes.
  for (const update of counterUpdates(someAccount, everything)) {
    for (const { attributes } of tableAccess(new UpdateCommand(update)))
      for (const name of attributes) rendererTouched.accounts.add(name);
  }
  expect([...roles.keys()].toSorted()).toEqual(
    ['create-batch', 'create-capture', 'deliver-callback', 'render', 'sweep'].toSorted(),
  );
  expect([...rendererTouched.captures].toSorted()).toEqual(['token', ...movedAttributes].toSorted());
  expect([...rendererTouched.accounts].toSorted()).toEqual(['sk', ...renderWrittenAttributes].toSorted());
}, 60_000);
