import { BatchGetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { accountIndex } from '../../functions/adapters/aws/table-indexes.ts';
import type { ProofStack } from './proof-stack.ts';

/** The tokens of an account's captures, row by row. */
export const tokensOfAccount = async (
  { tables }: ProofStack,
  accountId: string,
): Promise<ReadonlySet<string>> => {
  const tokens = new Set<string>();
  const query = {
    TableName: tables.captures,
    IndexName: accountIndex.name,
    KeyConditionExpression: `${accountIndex.partitionKey} = :account`,
    ExpressionAttributeValues: { ':account': accountId },
  };
  for await (const { Items = [] } of paginateQuery({ client: tables.client }, query)) {
    for (const row of Items) tokens.add(String(row['token']));
  }
  return tokens;
};

/** How many of the captures of these tokens are in which state. */
export const countByStatus = async (
  { tables }: ProofStack,
  tokens: ReadonlySet<string>,
): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  const all = [...tokens];
  for (let from = 0; from < all.length; from += 100) {
    const Keys = all.slice(from, from + 100).map((token) => ({ token }));
    const { Responses } = await tables.client.send(
      new BatchGetCommand({ RequestItems: { [tables.captures]: { Keys, ConsistentRead: true } } }),
    );
    for (const row of Responses?.[tables.captures] ?? []) {
      const status = String(row['status']);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  }
  return counts;
};
