import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { KeyHasher } from '../../ports/key-hasher.ts';

const fetchPepper = async (client: SecretsManagerClient, secretArn: string): Promise<string> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (SecretString === undefined || SecretString === '') throw new Error('The pepper secret is empty.');
  return SecretString;
};

/** Hashes keys with the stage's pepper, read once from Secrets Manager; a failed read is tried anew by the next call. */
export const pepperKeyHasher = (client: SecretsManagerClient, secretArn: string): KeyHasher => {
  let pepper: Promise<string> | undefined;
  const read = (): Promise<string> => {
    pepper ??= fetchPepper(client, secretArn).catch((error: unknown) => {
      pepper = undefined;
      throw error;
    });
    return pepper;
  };
  return {
    hash: async (text) =>
      createHmac('sha256', await read())
        .update(text)
        .digest('hex'),
  };
};
