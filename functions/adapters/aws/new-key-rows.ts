import { apiKeyId } from '../../domain/api-key.ts';
import type { NewKey } from '../../ports/accounts.ts';
import { apiKeyKey, keyListingKey } from './dynamo-keys.ts';

/**
 * The two rows of a new key, for one transaction: the key's own, which a call finds by the hash, and one under its
 * account that says only that it is there. What changes of a key stands in the first alone, so the two cannot differ.
 */
export const newKeyRows = (table: string, accountId: string, { hash, name, createdAt }: NewKey) => {
  const keyId = apiKeyId(hash);
  const absent = { TableName: table, ConditionExpression: 'attribute_not_exists(pk)' };
  return [
    { Put: { ...absent, Item: { ...apiKeyKey(hash), accountId, keyId, name, createdAt } } },
    { Put: { ...absent, Item: { ...keyListingKey(accountId, keyId), keyHash: hash } } },
  ];
};
