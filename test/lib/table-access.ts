import type {
  BatchGetCommandInput,
  BatchWriteCommandInput,
  TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** What IAM judges of a request to DynamoDB, a table and action at a time. */
export interface TableAccess {
  /** As in a policy, `dynamodb:UpdateItem`. */
  readonly action: string;
  readonly table: string;
  /** Of a query that asks one. */
  readonly index?: string | undefined;
  /** The partitions that are touched; none in a scan. */
  readonly leadingKeys: readonly string[];
  /** The top-level attributes that an update or its condition names, its key's included. */
  readonly attributes: readonly string[];
  readonly returnValues?: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;
interface Part {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly Key?: Row | undefined;
  readonly Item?: Row | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Row | undefined;
  readonly ReturnValues?: string | undefined;
}

/** The words of DynamoDB's expressions that are no attributes. */
const grammar =
  /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN|attribute_exists|attribute_not_exists|attribute_type|begins_with|contains|size|if_not_exists|list_append)$/;

const attributesOf = ({ UpdateExpression, ConditionExpression, ExpressionAttributeNames = {} }: Part) =>
  [UpdateExpression, ConditionExpression]
    .flatMap((text = '') => text.match(/(?<![\w:.#])#?[A-Za-z_]\w*/g) ?? [])
    .filter((word) => !grammar.test(word))
    .map((word) => ExpressionAttributeNames[word] ?? word);

/** The partition key is `pk` in one table and `token` in the other. */
const leadingKey = (row: Row | undefined): string[] =>
  [row?.['pk'] ?? row?.['token']].filter((key) => key !== undefined).map(String);

// As it is written, `standing = :standing` or `pk = :pk AND …`.
const queried = ({ KeyConditionExpression = '', ExpressionAttributeValues = {} }: Part): string[] => {
  const [, name = ''] = /^\S+ = (:\w+)/.exec(KeyConditionExpression) ?? [];
  return [String(ExpressionAttributeValues[name])];
};

const accessOf = (action: string, part: Part): TableAccess => ({
  action: `dynamodb:${action}`,
  table: part.TableName ?? '',
  index: part.IndexName,
  leadingKeys: action === 'Query' ? queried(part) : leadingKey(part.Key ?? part.Item),
  attributes: [...new Set([...Object.keys(part.Key ?? {}), ...attributesOf(part)])],
  returnValues: part.ReturnValues,
});

const together = (action: string, keys: Readonly<Record<string, readonly (Row | undefined)[]>>) =>
  Object.entries(keys).map(
    ([table, rows]): TableAccess => ({
      action: `dynamodb:${action}`,
      table,
      leadingKeys: rows.flatMap(leadingKey),
      attributes: [],
    }),
  );

const ofTransaction = ({ TransactItems = [] }: TransactWriteCommandInput): readonly TableAccess[] =>
  TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) => [
    ...(Put === undefined ? [] : [accessOf('PutItem', Put)]),
    ...(Update === undefined ? [] : [accessOf('UpdateItem', Update)]),
    ...(Delete === undefined ? [] : [accessOf('DeleteItem', Delete)]),
    ...(ConditionCheck === undefined ? [] : [accessOf('ConditionCheckItem', ConditionCheck)]),
  ]);

const mapped = <From, To>(all: Readonly<Record<string, From>>, to: (one: From) => To) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]));

const actions: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
};

/** What a command of the document client asks IAM for. Throws for one that is not known here. */
export const tableAccess = (command: object): readonly TableAccess[] => {
  const { input } = command as { readonly input: object };
  const name = command.constructor.name;
  if (name === 'TransactWriteCommand') return ofTransaction(input as TransactWriteCommandInput);
  if (name === 'BatchGetCommand') {
    const { RequestItems = {} } = input as BatchGetCommandInput;
    return together(
      'BatchGetItem',
      mapped(RequestItems, ({ Keys = [] }) => Keys),
    );
  }
  if (name === 'BatchWriteCommand') {
    const { RequestItems = {} } = input as BatchWriteCommandInput;
    const keyOf = (writes: readonly { PutRequest?: { Item?: Row }; DeleteRequest?: { Key?: Row } }[]) =>
      writes.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key);
    return together('BatchWriteItem', mapped(RequestItems, keyOf as never));
  }
  const action = actions[name];
  if (action === undefined) throw new Error(`tableAccess does not know ${name}.`);
  return [accessOf(action, input)];
};
