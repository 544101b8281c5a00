import {
  ConditionalCheckFailedException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryDynamo } from './memory-dynamo/memory-dynamo.ts';

const jobs = 'jobs';
const people = 'people';
type Fields = Readonly<Record<string, unknown>>;

const someTables = (options: Parameters<typeof memoryDynamo>[1] = {}) => {
  const dynamo = memoryDynamo(
    [
      {
        name: jobs,
        partitionKey: 'id',
        indexes: [
          { name: 'due', partitionKey: 'shard', sortKey: 'dueAt' },
          { name: 'owned', partitionKey: 'owner', sortKey: 'rank' },
        ],
      },
      { name: people, partitionKey: 'pk', sortKey: 'sk' },
    ],
    options,
  );
  const { client } = dynamo;
  return {
    ...dynamo,
    put: (Item: Fields) => client.send(new PutCommand({ TableName: jobs, Item })),
    get: async (id: string) => (await client.send(new GetCommand({ TableName: jobs, Key: { id } }))).Item,
    update: (more: Omit<UpdateCommandInput, 'TableName' | 'Key'>, id = 'a') =>
      client.send(new UpdateCommand({ TableName: jobs, Key: { id }, ReturnValues: 'ALL_NEW', ...more })),
    query: (more: Omit<QueryCommandInput, 'TableName'>) =>
      client.send(new QueryCommand({ TableName: jobs, ...more })),
    scan: (more: Omit<ScanCommandInput, 'TableName'> = {}) =>
      client.send(new ScanCommand({ TableName: jobs, ...more })),
    transact: (...TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>) =>
      client.send(new TransactWriteCommand({ TransactItems })),
  };
};

const errorOf = (answer: Promise<unknown>): Promise<Error> =>
  answer.then(
    () => expect.fail('it did not fail'),
    (error) => error,
  );
const nameOf = async (answer: Promise<unknown>): Promise<string> => (await errorOf(answer)).name;
const codesOf = async (answer: Promise<unknown>) => {
  const error = await errorOf(answer);
  if (!(error instanceof TransactionCanceledException)) throw error;
  return error.CancellationReasons?.map(({ Code }) => Code);
};

describe('rows', () => {
  test('are copied on the way in and out, without what is undefined', async () => {
    const { put, get, tables } = someTables();
    const item = {
      id: 'a',
      gone: undefined,
      list: [1, undefined, { x: 1, y: undefined }],
      bytes: new Uint8Array([1, 2]),
    };
    await put(item);
    (item.list[2] as { x: number }).x = 2;
    item.bytes[0] = 9;
    const read = await get('a');
    expect(read).toStrictEqual({ id: 'a', list: [1, { x: 1 }], bytes: new Uint8Array([1, 2]) });
    read?.['list'].push(3);
    expect(tables.get(jobs).get({ id: 'a' })?.['list']).toEqual([1, { x: 1 }]);
  });

  test('that are not there are no item', async () => {
    expect(await someTables().get('a')).toBeUndefined();
  });

  test('need their key, which a request gives exactly', async () => {
    const { client, put } = someTables();
    expect(await nameOf(put({ other: 1 }))).toBe('ValidationException');
    expect(await nameOf(put({ id: '' }))).toBe('ValidationException');
    const getting = (Key: Fields) => client.send(new GetCommand({ TableName: people, Key }));
    expect(await nameOf(getting({ pk: 'a' }))).toBe('ValidationException');
    expect(await nameOf(getting({ pk: 'a', sk: 'b', more: 1 }))).toBe('ValidationException');
  });

  test('may not be larger than 400 KB', async () => {
    const { put, update, get } = someTables();
    await put({ id: 'a', text: 'x'.repeat(400 * 1_024 - 7) });
    expect(await nameOf(put({ id: 'b', text: 'x'.repeat(400 * 1_024 - 6) }))).toBe('ValidationException');
    expect(await nameOf(put({ id: 'b', text: 'é'.repeat(205_000) }))).toBe('ValidationException');
    const more = { UpdateExpression: 'SET x = :x', ExpressionAttributeValues: { ':x': 1 } };
    expect(await nameOf(update(more))).toBe('ValidationException');
    expect(await get('b')).toBeUndefined();
  });

  test('may not have what DynamoDB cannot store', async () => {
    const { put } = someTables();
    for (const value of [Number.NaN, new Date(), () => 1]) {
      await expect(put({ id: 'a', value })).rejects.toThrow();
    }
    expect(await nameOf(put({ id: 'a', shard: null, dueAt: 1 }))).toBe('ValidationException');
  });

  test('are deleted, and returned when asked for', async () => {
    const { client, put, get } = someTables();
    await put({ id: 'a', n: 1 });
    const remove = new DeleteCommand({ TableName: jobs, Key: { id: 'a' }, ReturnValues: 'ALL_OLD' });
    expect((await client.send(remove)).Attributes).toEqual({ id: 'a', n: 1 });
    expect((await client.send(remove)).Attributes).toBeUndefined();
    expect(await get('a')).toBeUndefined();
  });

  test('of an unknown table are a ResourceNotFoundException', async () => {
    const { client } = someTables();
    const answer = client.send(new GetCommand({ TableName: 'none', Key: { id: 'a' } }));
    expect(await errorOf(answer)).toBeInstanceOf(ResourceNotFoundException);
  });

  test('are set and looked at by tests', async () => {
    const { tables, get, query } = someTables();
    const table = tables.get(jobs);
    table.set({ id: 'a', shard: 's', dueAt: 1 });
    expect(await get('a')).toEqual({ id: 'a', shard: 's', dueAt: 1 });
    expect([table.size, [...table.values()]]).toEqual([1, [{ id: 'a', shard: 's', dueAt: 1 }]]);
    const due = {
      IndexName: 'due',
      KeyConditionExpression: 'shard = :s',
      ExpressionAttributeValues: { ':s': 's' },
    };
    expect((await query(due)).Count).toBe(1);
    expect([table.delete({ id: 'a' }), table.delete({ id: 'a' }), table.size]).toEqual([true, false, 0]);
    expect((await query(due)).Count).toBe(0);
    table.set({ id: 'a' });
    table.clear();
    expect(table.size).toBe(0);
  });
});

describe('conditions', () => {
  const row = { id: 'a', n: 5, text: 'hello', list: ['x', 1], map: { k: 1 }, nothing: null, yes: true };
  const values = {
    ':n': 5,
    ':less': 4,
    ':more': 6,
    ':text': 'hello',
    ':he': 'he',
    ':x': 'x',
    ':null': null,
    ':map': { k: 1 },
    ':two': 2,
  };
  const holds = async (text: string) => {
    const { tables, update } = someTables();
    tables.get(jobs).set(row);
    const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(text));
    return update({
      ConditionExpression: text,
      ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
    }).then(
      () => true,
      (error) => {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      },
    );
  };

  test.each([
    ['n = :n', true],
    ['n = :text', false],
    ['n <> :n', false],
    ['n <> :text', true],
    ['n < :n', false],
    ['n < :more', true],
    ['n <= :n', true],
    ['n > :less', true],
    ['n > :text', false],
    ['n >= :more', false],
    [':more > n', true],
    ['n BETWEEN :less AND :more', true],
    ['n BETWEEN :more AND :more', false],
    ['n IN (:less, :n)', true],
    ['n IN (:less)', false],
    ['missing = :n', false],
    ['missing < :n', false],
    ['missing >= :n', false],
    ['missing IN (:n)', false],
    ['missing BETWEEN :less AND :more', false],
    ['missing <> :n', true],
    ['nothing = :null', true],
    ['map = :map', true],
    ['attribute_exists(nothing)', true],
    ['attribute_exists(missing)', false],
    ['attribute_not_exists(missing)', true],
    ['begins_with(text, :he)', true],
    ['begins_with(text, :text)', true],
    ['begins_with(n, :he)', false],
    ['contains(text, :he)', true],
    ['contains(list, :x)', true],
    ['contains(list, :n)', false],
    ['contains(missing, :n)', false],
    ['size(text) = :n', true],
    ['size(list) = :two', true],
    ['size(missing) < :n', false],
    ['NOT n = :n', false],
    ['not missing < :n', true],
    ['n = :n OR n = :less AND n = :more', true],
    ['(n = :n OR n = :less) AND n = :more', false],
    ['NOT n = :less AND n = :n', true],
    ['NOT (n = :less OR n = :n)', false],
    ['n = :n and (missing = :n or text = :text)', true],
  ])('%s: %s', async (text, expected) => {
    expect(await holds(text)).toBe(expected);
  });

  test.each(['n =', 'n', '= :n', 'n = :n AND', '(n = :n', 'n = :n)', '((n = :n))', 'n ! :n', 'sized(n)', ''])(
    'a wrong one (%s) is a ValidationException',
    async (text) => {
      expect(await nameOf(holds(text))).toBe('ValidationException');
    },
  );

  test('use aliases', async () => {
    const { put, update } = someTables();
    await put(row);
    const aliased = { ConditionExpression: '#x = :n', ExpressionAttributeValues: { ':n': 5 } };
    await update({ ...aliased, ExpressionAttributeNames: { '#x': 'n' } });
    const other = update({ ...aliased, ExpressionAttributeNames: { '#x': 'text' } });
    expect(await errorOf(other)).toBeInstanceOf(ConditionalCheckFailedException);
  });

  test('that fail change nothing, and show the row only when asked to', async () => {
    const { put, update, get } = someTables();
    await put({ id: 'a', n: 1, list: ['x'] });
    const failing = {
      UpdateExpression: 'SET n = :two',
      ConditionExpression: 'n = :two',
      ExpressionAttributeValues: { ':two': 2 },
    };
    expect(await errorOf(update(failing))).toMatchObject({ Item: undefined });
    const shown = update({ ...failing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    const Item = { id: { S: 'a' }, n: { N: '1' }, list: { L: [{ S: 'x' }] } };
    expect(await errorOf(shown)).toMatchObject({ name: 'ConditionalCheckFailedException', Item });
    expect(await get('a')).toEqual({ id: 'a', n: 1, list: ['x'] });
  });

  test('hold for puts and deletes too', async () => {
    const { client, get } = someTables();
    const ConditionExpression = 'attribute_not_exists(id)';
    const put = new PutCommand({ TableName: jobs, Item: { id: 'a' }, ConditionExpression });
    await client.send(put);
    expect(await nameOf(client.send(put))).toBe('ConditionalCheckFailedException');
    const remove = new DeleteCommand({ TableName: jobs, Key: { id: 'a' }, ConditionExpression });
    expect(await nameOf(client.send(remove))).toBe('ConditionalCheckFailedException');
    expect(await get('a')).toEqual({ id: 'a' });
  });
});

describe('placeholders', () => {
  test.each<Omit<UpdateCommandInput, 'TableName' | 'Key'>>([
    { UpdateExpression: 'SET n = :n' },
    { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': undefined } },
    { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': 1, ':m': 1 } },
    { UpdateExpression: 'REMOVE #n' },
    { UpdateExpression: 'REMOVE #n', ExpressionAttributeNames: { '#n': 'n', '#m': 'm' } },
    { UpdateExpression: 'REMOVE n', ExpressionAttributeValues: {} },
    { ExpressionAttributeValues: { ':n': 1 } },
  ])('unused, undefined or empty are a ValidationException: %j', async (more) => {
    expect(await nameOf(someTables().update(more))).toBe('ValidationException');
  });
});

describe('updates', () => {
  const updated = async (UpdateExpression: string, values?: Fields, start: Fields = {}) => {
    const { tables, update } = someTables();
    tables.get(jobs).set({ id: 'a', ...start });
    const more = values === undefined ? {} : { ExpressionAttributeValues: values };
    const { Attributes } = await update({ UpdateExpression, ...more });
    expect(Attributes).toEqual(tables.get(jobs).get({ id: 'a' }));
    const { id: _id, ...rest } = Attributes ?? {};
    return rest;
  };

  test.each<[string, Fields | undefined, Fields, Fields]>([
    ['SET n = :n', { ':n': 1 }, {}, { n: 1 }],
    ['SET n = n + :n, m = :m', { ':n': 1, ':m': 2 }, { n: 4 }, { n: 5, m: 2 }],
    ['SET n = n - :n', { ':n': 1 }, { n: 4 }, { n: 3 }],
    ['SET n = :n - n', { ':n': 1 }, { n: 4 }, { n: -3 }],
    ['SET n = m, m = n', undefined, { n: 1, m: 2 }, { n: 2, m: 1 }],
    ['SET n = if_not_exists(n, :n)', { ':n': 1 }, {}, { n: 1 }],
    ['SET n = if_not_exists(n, :n)', { ':n': 1 }, { n: null }, { n: null }],
    ['SET n = if_not_exists(n, :zero) + :n', { ':zero': 0, ':n': 2 }, {}, { n: 2 }],
    ['SET n = if_not_exists(m, n)', undefined, { n: 1, m: 2 }, { n: 2, m: 2 }],
    ['REMOVE n, m', undefined, { n: 1, o: 3 }, { o: 3 }],
    ['ADD n :n', { ':n': 2 }, {}, { n: 2 }],
    ['ADD n :n, m :m', { ':n': 2, ':m': -1 }, { n: 1, m: 0 }, { n: 3, m: -1 }],
    ['set n = :n remove m add o :n', { ':n': 2 }, { m: 1 }, { n: 2, o: 2 }],
  ])('%s', async (text, values, start, expected) => {
    expect(await updated(text, values, start)).toEqual(expected);
  });

  test.each<[string, Fields | undefined]>([
    ['SET n = m', undefined],
    ['SET n = n + :n', { ':n': 1 }],
    ['SET text = text + :n', { ':n': 1 }],
    ['ADD text :n', { ':n': 1 }],
    ['ADD nothing :n', { ':n': 1 }],
    ['ADD n :n', { ':n': 'x' }],
    ['SET n = :n, n = :n', { ':n': 1 }],
    ['SET n = :n REMOVE n', { ':n': 1 }],
    ['SET n = :n SET m = :n', { ':n': 1 }],
    ['SET id = :n', { ':n': 1 }],
    ['REMOVE id', undefined],
    ['SET n', undefined],
    ['n = :n', { ':n': 1 }],
    ['', undefined],
  ])('a wrong one (%s) is a ValidationException', async (text, values) => {
    expect(await nameOf(updated(text, values, { text: 'x', nothing: null }))).toBe('ValidationException');
  });

  test('create a row that is not there', async () => {
    const { update, get } = someTables();
    await update({ UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': 1 } });
    expect(await get('a')).toEqual({ id: 'a', n: 1 });
    await update({}, 'b');
    expect(await get('b')).toEqual({ id: 'b' });
  });

  test('return what they are asked for', async () => {
    const { update, put } = someTables();
    await put({ id: 'a', n: 1, m: 1, o: 1 });
    const returned = async (ReturnValues: UpdateCommandInput['ReturnValues'], id = 'a') => {
      const more = {
        UpdateExpression: 'SET p = :one REMOVE m ADD n :one',
        ExpressionAttributeValues: { ':one': 1 },
      };
      return (await update({ ...more, ReturnValues }, id)).Attributes;
    };
    expect(await returned('NONE')).toBeUndefined();
    expect(await returned('ALL_OLD')).toEqual({ id: 'a', n: 2, o: 1, p: 1 });
    expect(await returned('ALL_NEW')).toEqual({ id: 'a', n: 4, o: 1, p: 1 });
    expect(await returned('UPDATED_NEW')).toEqual({ n: 5, p: 1 });
    expect(await returned('ALL_OLD', 'new')).toBeUndefined();
    const removal = await update({ UpdateExpression: 'REMOVE n', ReturnValues: 'UPDATED_NEW' });
    expect(removal.Attributes).toBeUndefined();
  });
});

describe('transactions', () => {
  const put = (id: string, more: object = {}) => ({ Put: { TableName: jobs, Item: { id }, ...more } });
  const absent = { ConditionExpression: 'attribute_not_exists(id)' };
  const Key = { pk: 'p', sk: 's' };

  test('write all of their items', async () => {
    const { transact, tables } = someTables();
    tables.get(jobs).set({ id: 'gone' });
    tables.get(jobs).set({ id: 'checked' });
    await transact(
      put('a', absent),
      {
        Update: {
          TableName: people,
          Key,
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
      { Delete: { TableName: jobs, Key: { id: 'gone' } } },
      {
        ConditionCheck: {
          TableName: jobs,
          Key: { id: 'checked' },
          ConditionExpression: 'attribute_exists(id)',
        },
      },
    );
    expect([...tables.get(jobs).values()]).toEqual([{ id: 'checked' }, { id: 'a' }]);
    expect(tables.get(people).get(Key)).toEqual({ ...Key, n: 1 });
  });

  test('or none, and say which conditions failed', async () => {
    const { transact, tables } = someTables();
    tables.get(jobs).set({ id: 'b', n: 1 });
    const show = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const answer = transact(put('a'), put('b', { ...absent, ...show }), put('c', absent));
    const error = await errorOf(answer);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { id: { S: 'b' }, n: { N: '1' } } },
        { Code: 'None' },
      ],
    });
    expect(tables.get(jobs).size).toBe(1);
  });

  test('fail as a whole at an update that cannot be done', async () => {
    const { transact, tables } = someTables();
    tables.get(people).set({ ...Key, n: 'text' });
    const add = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': 1 } };
    const answer = transact(put('a'), { Update: { TableName: people, Key, ...add } });
    expect(await codesOf(answer)).toEqual(['None', 'ValidationError']);
    expect(tables.get(jobs).size).toBe(0);
  });

  test('have 1 to 100 items, no two of them on one row', async () => {
    const { transact, tables } = someTables();
    const many = (count: number) => transact(...Array.from({ length: count }, (_, i) => put(`${i}`)));
    expect(await nameOf(many(0))).toBe('ValidationException');
    expect(await nameOf(many(101))).toBe('ValidationException');
    expect(await nameOf(transact(put('a'), put('a')))).toBe('ValidationException');
    expect(tables.get(jobs).size).toBe(0);
    await many(100);
    expect(tables.get(jobs).size).toBe(100);
  });

  test('write nothing in a conflict', async () => {
    let asked = 0;
    const conflict = () => {
      asked += 1;
      return asked === 1;
    };
    const { transact, tables } = someTables({ conflict });
    expect(await codesOf(transact(put('a'), put('b')))).toEqual(['TransactionConflict', 'None']);
    expect(tables.get(jobs).size).toBe(0);
    await transact(put('a'), put('b'));
    expect([tables.get(jobs).size, asked]).toEqual([2, 2]);
  });
});

describe('batches', () => {
  test('read what is there of up to 100 keys', async () => {
    const { client, put } = someTables();
    await put({ id: '3', n: 1 });
    const get = (count: number, more = {}) => {
      const Keys = Array.from({ length: count }, (_, i) => ({ id: `${i}` }));
      return client.send(new BatchGetCommand({ RequestItems: { [jobs]: { Keys, ...more } } }));
    };
    expect((await get(100)).Responses).toEqual({ [jobs]: [{ id: '3', n: 1 }] });
    expect((await get(9, { ProjectionExpression: 'n' })).Responses).toEqual({ [jobs]: [{ n: 1 }] });
    expect(await nameOf(get(101))).toBe('ValidationException');
    expect(await nameOf(get(0))).toBe('ValidationException');
    expect(await nameOf(get(1, { Keys: [{ id: 'a' }, { id: 'a' }] }))).toBe('ValidationException');
  });

  test('write up to 25 rows', async () => {
    const { client, tables } = someTables();
    tables.get(jobs).set({ id: 'gone' });
    const write = (count: number) => {
      const puts = Array.from({ length: count }, (_, i) => ({ PutRequest: { Item: { id: `${i}` } } }));
      const requests = [...puts, { DeleteRequest: { Key: { id: 'gone' } } }];
      return client.send(new BatchWriteCommand({ RequestItems: { [jobs]: requests } }));
    };
    expect(await nameOf(write(25))).toBe('ValidationException');
    expect(tables.get(jobs).size).toBe(1);
    await write(24);
    expect([tables.get(jobs).size, tables.get(jobs).get({ id: 'gone' })]).toEqual([24, undefined]);
  });
});

describe('queries', () => {
  const some = async () => {
    const it = someTables();
    for (const sk of ['b', 'a1', 'c', 'a', 'a2']) it.tables.get(people).set({ pk: 'p', sk, n: sk.length });
    it.tables.get(people).set({ pk: 'q', sk: 'a' });
    const keys = async (condition: string, values: Fields, more: object = {}) => {
      const { Items = [] } = await it.query({
        TableName: people,
        KeyConditionExpression: `pk = :pk${condition}`,
        ExpressionAttributeValues: { ':pk': 'p', ...values },
        ...more,
      } as Omit<QueryCommandInput, 'TableName'>);
      return Items.map(({ sk }) => sk);
    };
    return { ...it, keys };
  };

  test.each<[string, Fields, string[]]>([
    ['', {}, ['a', 'a1', 'a2', 'b', 'c']],
    [' AND sk = :x', { ':x': 'a1' }, ['a1']],
    [' AND sk < :x', { ':x': 'a2' }, ['a', 'a1']],
    [' AND sk <= :x', { ':x': 'a2' }, ['a', 'a1', 'a2']],
    [' AND sk > :x', { ':x': 'a2' }, ['b', 'c']],
    [' AND sk >= :x', { ':x': 'a2' }, ['a2', 'b', 'c']],
    [' AND begins_with(sk, :x)', { ':x': 'a' }, ['a', 'a1', 'a2']],
    [' AND (sk BETWEEN :x AND :y)', { ':x': 'a1', ':y': 'bb' }, ['a1', 'a2', 'b']],
  ])('pk = :pk%s', async (condition, values, expected) => {
    const { keys } = await some();
    expect(await keys(condition, values)).toEqual(expected);
    expect(await keys(condition, values, { ScanIndexForward: false })).toEqual(expected.toReversed());
  });

  test.each<[string, Fields]>([
    [' OR sk = :x', { ':x': 'a' }],
    [' AND sk <> :x', { ':x': 'a' }],
    [' AND n = :x', { ':x': 1 }],
    [' AND sk > :x AND sk < :x', { ':x': 'a' }],
    [' AND sk BETWEEN :y AND :x', { ':x': 'a', ':y': 'b' }],
  ])('refuse pk = :pk%s', async (condition, values) => {
    expect(await nameOf((await some()).keys(condition, values))).toBe('ValidationException');
  });

  test('end at their limit, also when nothing comes after', async () => {
    const { query } = await some();
    const page = (Limit: number, more: object = {}) =>
      query({
        TableName: people,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'p' },
        Limit,
        ...more,
      } as Omit<QueryCommandInput, 'TableName'>);
    expect((await page(2)).LastEvaluatedKey).toEqual({ pk: 'p', sk: 'a1' });
    expect((await page(5)).LastEvaluatedKey).toEqual({ pk: 'p', sk: 'c' });
    expect((await page(6)).LastEvaluatedKey).toBeUndefined();
    // The start need not be there.
    const next = await page(2, { ExclusiveStartKey: { pk: 'p', sk: 'a11' } });
    expect(next.Items?.map(({ sk }) => sk)).toEqual(['a2', 'b']);
    const back = await page(2, { ExclusiveStartKey: { pk: 'p', sk: 'a2' }, ScanIndexForward: false });
    expect(back.Items?.map(({ sk }) => sk)).toEqual(['a1', 'a']);
  });

  test('filter what they have counted, and project', async () => {
    const { query } = await some();
    const filtered = {
      TableName: people,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'n = :two',
      ExpressionAttributeValues: { ':pk': 'p', ':two': 2 },
      Limit: 3,
    };
    expect(await query({ ...filtered, ProjectionExpression: 'sk' })).toEqual({
      $metadata: {},
      Items: [{ sk: 'a1' }, { sk: 'a2' }],
      Count: 2,
      ScannedCount: 3,
      LastEvaluatedKey: { pk: 'p', sk: 'a2' },
    });
    const counted = await query({ ...filtered, Select: 'COUNT' });
    expect([counted.Count, counted.ScannedCount, counted.Items]).toEqual([2, 3, undefined]);
    const onKey = query({ ...filtered, FilterExpression: 'sk = :two' });
    expect(await nameOf(onKey)).toBe('ValidationException');
  });

  test('go on page by page in a paginator of the SDK', async () => {
    const { client } = await some();
    const found: unknown[] = [];
    const query = {
      TableName: people,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'p' },
    };
    for await (const { Items = [] } of paginateQuery({ client, pageSize: 2 }, query)) {
      found.push(...Items.map(({ sk }) => sk));
    }
    expect(client).toBeInstanceOf(DynamoDBDocumentClient);
    expect(found).toEqual(['a', 'a1', 'a2', 'b', 'c']);
  });

  test('look at no more than 1 MB at once', async () => {
    const { tables, query } = someTables();
    const text = 'x'.repeat(300_000);
    for (const sk of ['1', '2', '3', '4', '5']) tables.get(people).set({ pk: 'p', sk, text });
    const whole = {
      TableName: people,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': 'p' },
    };
    const { Count, LastEvaluatedKey } = await query(whole);
    expect([Count, LastEvaluatedKey]).toEqual([3, { pk: 'p', sk: '3' }]);
  });
});

describe('scans', () => {
  test('meet each row once, page by page, in an order of their own', async () => {
    const { tables, scan, put } = someTables();
    const ids = Array.from({ length: 40 }, (_, i) => `${i}`.padStart(2, '0'));
    for (const id of ids) await put({ id, n: Number(id) });
    for (const id of ids) tables.get(people).set({ pk: id.slice(0, 1), sk: id });
    const all = async (more: object) => {
      const found: Fields[] = [];
      let from: Fields | undefined;
      do {
        const page = await scan({ Limit: 3, ExclusiveStartKey: from, ...more });
        found.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
        // What a scan went past may go; it goes on from there.
        if (from !== undefined && 'id' in from) tables.get(jobs).delete(from);
      } while (from !== undefined);
      return found;
    };
    const read = (await all({})).map(({ id }) => id);
    expect(read).not.toEqual(ids);
    expect(read.toSorted()).toEqual(ids);
    expect((await all({ TableName: people })).map(({ sk }) => sk).toSorted()).toEqual(ids);
  });

  test('filter, also by key, and read indexes', async () => {
    const { put, scan } = someTables();
    for (const n of [1, 2, 3]) await put({ id: `${n}`, n, ...(n > 1 && { shard: `s${n}`, dueAt: n }) });
    const filtered = await scan({
      FilterExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': '2' },
    });
    expect([filtered.Count, filtered.ScannedCount]).toEqual([1, 3]);
    expect((await scan({ IndexName: 'due' })).Count).toBe(2);
  });
});

describe('indexes', () => {
  const due = {
    IndexName: 'due',
    KeyConditionExpression: 'shard = :s AND dueAt <= :now',
    ExpressionAttributeValues: { ':s': 's', ':now': 10 },
  };
  const move = (dueAt: number) => ({
    UpdateExpression: 'SET dueAt = :at',
    ExpressionAttributeValues: { ':at': dueAt },
  });

  test('have the rows with both keys, in order, with all that is in them', async () => {
    const { put, query, update } = someTables();
    await put({ id: 'c', shard: 's', dueAt: 7 });
    await put({ id: 'b', shard: 's', dueAt: 7, more: true });
    await put({ id: 'a', shard: 's', dueAt: 10 });
    await put({ id: 'd', shard: 's' });
    await put({ id: 'e', dueAt: 1 });
    await put({ id: 'f', shard: 'other', dueAt: 1 });
    await put({ id: 'g', shard: 's', dueAt: 11 });
    const ids = async () => (await query(due)).Items?.map(({ id }) => id);
    expect(await ids()).toEqual(['b', 'c', 'a']);
    expect((await query(due)).Items?.[0]).toEqual({ id: 'b', shard: 's', dueAt: 7, more: true });
    const { LastEvaluatedKey, Items } = await query({ ...due, Limit: 1 });
    expect([LastEvaluatedKey, Items?.length]).toEqual([{ id: 'b', shard: 's', dueAt: 7 }, 1]);
    expect((await query({ ...due, ExclusiveStartKey: LastEvaluatedKey })).Count).toBe(2);
    await update(move(1));
    expect(await ids()).toEqual(['a', 'b', 'c']);
    await update({ UpdateExpression: 'REMOVE shard' });
    expect(await ids()).toEqual(['b', 'c']);
  });

  test('are not read consistently', async () => {
    const { query } = someTables();
    expect(await nameOf(query({ ...due, ConsistentRead: true }))).toBe('ValidationException');
    expect(await nameOf(query({ ...due, IndexName: 'none' }))).toBe('ValidationException');
  });

  test('that lag show the row as it was before, until its next write or until they settle', async () => {
    let isLate = false;
    const { put, update, query, get, settleIndexes } = someTables({ lag: () => isLate });
    const seen = async () => (await query(due)).Items?.map(({ dueAt }) => dueAt);
    await put({ id: 'a', shard: 's', dueAt: 1 });
    isLate = true;
    await update(move(2));
    expect([await seen(), (await get('a'))?.['dueAt']]).toEqual([[1], 2]);
    await update(move(3));
    expect(await seen()).toEqual([2]);
    isLate = false;
    await update(move(4));
    expect(await seen()).toEqual([4]);
    isLate = true;
    await update(move(5));
    settleIndexes();
    expect(await seen()).toEqual([5]);
    await update({ UpdateExpression: 'REMOVE shard' });
    expect(await seen()).toEqual([5]);
    settleIndexes();
    expect(await seen()).toEqual([]);
  });

  test('that lag do not show a new row, and show a deleted one', async () => {
    const { put, query, client, settleIndexes } = someTables({ lag: () => true });
    const count = async () => (await query(due)).Count;
    await put({ id: 'a', shard: 's', dueAt: 1 });
    expect(await count()).toBe(0);
    await client.send(new DeleteCommand({ TableName: jobs, Key: { id: 'a' } }));
    expect(await count()).toBe(1);
    settleIndexes();
    expect(await count()).toBe(0);
  });

  test('say the same as a scan over the table, whatever was written', async () => {
    const row = fc.record({
      id: fc.nat(1_500),
      dueAt: fc.option(fc.nat(300), { nil: undefined }),
      isGone: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2_000, maxLength: 4_000 }), async (rows) => {
        let writes = 0;
        const lag = () => {
          writes += 1;
          return writes % 3 > 0;
        };
        const { client, tables, put, query, settleIndexes } = someTables({ lag });
        const table = tables.get(jobs);
        for (const { id, dueAt, isGone } of rows) {
          const Key = { id: `${id}` };
          if (isGone && id % 3 === 0) await client.send(new DeleteCommand({ TableName: jobs, Key }));
          else await put({ ...Key, shard: 's', dueAt });
        }
        settleIndexes();
        const expected = [...table.values()]
          .filter(({ dueAt }) => typeof dueAt === 'number' && dueAt >= 100 && dueAt <= 250)
          .toSorted(
            (a, b) => Number(a['dueAt']) - Number(b['dueAt']) || (`${a['id']}` < `${b['id']}` ? -1 : 1),
          );
        const answer = await query({
          IndexName: 'due',
          KeyConditionExpression: 'shard = :s AND dueAt BETWEEN :low AND :high',
          ExpressionAttributeValues: { ':s': 's', ':low': 100, ':high': 250 },
        });
        expect(answer.Items).toEqual(expected);
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});

test('strings are in the order of their UTF-8 bytes', async () => {
  const { tables, query } = someTables();
  for (const sk of ['\u{1F600}', '\uFF5E', 'é', 'z']) tables.get(people).set({ pk: 'p', sk });
  const { Items } = await query({
    TableName: people,
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': 'p' },
  } as Omit<QueryCommandInput, 'TableName'>);
  expect(Items?.map(({ sk }) => sk)).toEqual(['z', 'é', '\uFF5E', '\u{1F600}']);
});

test('calls are counted by command', async () => {
  const { get, put, calls } = someTables();
  await get('a');
  await get('b');
  await errorOf(put({}));
  expect([...calls]).toEqual([
    ['GetCommand', 2],
    ['PutCommand', 1],
  ]);
  calls.clear();
  await get('a');
  expect(calls.get('GetCommand')).toBe(1);
});

test('a write is done when send returns', () => {
  const { put, tables } = someTables();
  void put({ id: 'a' });
  expect(tables.get(jobs).size).toBe(1);
});

test('what is not known here is refused rather than answered wrongly', async () => {
  const { scan, put, update } = someTables();
  await put({ id: 'a' });
  await expect(scan({ Segment: 0, TotalSegments: 2 })).rejects.toThrow('Segment');
  await expect(update({ ReturnValues: 'UPDATED_OLD' })).rejects.toThrow('UPDATED_OLD');
  await expect(update({ UpdateExpression: 'REMOVE a.b' })).rejects.toThrow('paths');
});
