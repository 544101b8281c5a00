import { DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';
import { batchWrite } from './batch-write.ts';
import { getOne } from './get-one.ts';
import { type MemoryTable, memoryTable, type OnWrite } from './memory-table.ts';
import { plannedWrite } from './planned-write.ts';
import { readPage } from './read-page.ts';
import type { TableOf } from './table-of.ts';
import type { TableShape } from './table-shape.ts';
import { type TestRows, testRows } from './test-rows.ts';
import { writeOne } from './write-one.ts';
import { writeTogether } from './write-together.ts';

interface Options {
  /** Asked once for each transaction: true cancels it with a conflict at its first item. */
  readonly conflict?: () => boolean;
  /** Asked at each write to a table with indexes: true lets them show the row as it was before that write. */
  readonly lag?: () => boolean;
  /** Told of each row as it is written. */
  readonly onWrite?: OnWrite;
}

export interface MemoryDynamo {
  readonly client: DynamoDBDocumentClient;
  /** The tables' rows, for tests to look at and to set. Throws for a table that is not there. */
  readonly tables: { readonly get: (name: string) => TestRows };
  /** Lets all indexes show what has been written. */
  readonly settleIndexes: () => void;
  /** How often each command was sent, by its class's name (`GetCommand`). */
  readonly calls: Map<string, number>;
}

type Answer = (input: never) => object;

const never = () => false;

const answersOf = (tableOf: TableOf, conflict: () => boolean) => {
  // By class: each command's answer with the name to count it by.
  const answers = new Map<unknown, readonly [name: string, answer: Answer]>();
  const on = <Input>(
    command: abstract new (input: never) => { readonly input: Input },
    answer: (input: Input) => object,
  ) => answers.set(command, [command.name, answer]);

  on(GetCommand, (input) => getOne(tableOf, input));
  on(BatchGetCommand, (input) => batchGet(tableOf, input));
  on(BatchWriteCommand, (input) => batchWrite(tableOf, input));
  on(PutCommand, (input) => writeOne(plannedWrite(tableOf, { Put: input }), input.ReturnValues));
  on(UpdateCommand, (input) => writeOne(plannedWrite(tableOf, { Update: input }), input.ReturnValues));
  on(DeleteCommand, (input) => writeOne(plannedWrite(tableOf, { Delete: input }), input.ReturnValues));
  on(QueryCommand, (input) => readPage(tableOf, 'query', input));
  on(ScanCommand, (input) => readPage(tableOf, 'scan', input));
  on(TransactWriteCommand, ({ TransactItems = [] }) => {
    writeTogether(
      TransactItems.map((item) => plannedWrite(tableOf, item)),
      conflict,
    );
    return { $metadata: {} };
  });
  return answers;
};

/**
 * DynamoDB in memory, behind the document client of the AWS SDK: conditions, updates, transactions, queries and
 * eventually consistent indexes as DynamoDB has them. A write is done when `send` returns, before its promise settles.
 */
export const memoryDynamo = (shapes: readonly TableShape[], options: Options = {}): MemoryDynamo => {
  const { conflict = never, lag = never, onWrite } = options;
  const tables = new Map<string, MemoryTable>(
    shapes.map((shape) => [shape.name, memoryTable(shape, lag, onWrite)]),
  );
  const tableOf: TableOf = (name = '') => {
    const table = tables.get(name);
    if (table !== undefined) return table;
    throw new ResourceNotFoundException({ $metadata: {}, message: `Requested resource not found: ${name}` });
  };
  const answers = answersOf(tableOf, conflict);
  const calls = new Map<string, number>();

  const send = async (command: { readonly input: never }): Promise<object> => {
    const known = answers.get(command.constructor);
    if (known === undefined) throw new Error(`memoryDynamo does not know ${command.constructor.name}.`);
    const [name, answer] = known;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return answer(command.input);
  };

  // A real one, since the SDK's paginators ask for its class; nothing is ever sent with it.
  const real = DynamoDBDocumentClient.from(
    new DynamoDBClient({ region: 'memory', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } }),
  );
  return {
    client: Object.assign(real, { send }),
    tables: { get: (name) => testRows(tableOf(name)) },
    settleIndexes: () => {
      for (const { indexes } of tables.values()) indexes.settle();
    },
    calls,
  };
};
