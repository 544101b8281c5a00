import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Envelopes } from '../../ports/envelopes.ts';
import { envelopeOf } from './envelope-of.ts';
import { sealingContext } from './sealing-context.ts';

/** Data keys of a KMS key; `keyId` may be an alias' ARN. */
export const kmsEnvelopes = (client: Pick<KMSClient, 'send'>, keyId: string): Envelopes => ({
  create: async (binding) => {
    const { Plaintext, CiphertextBlob } = await client.send(
      new GenerateDataKeyCommand({
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: sealingContext(binding),
      }),
    );
    if (Plaintext === undefined || CiphertextBlob === undefined) throw new Error('KMS gave no data key.');
    return envelopeOf(Plaintext, { ...binding, key: Buffer.from(CiphertextBlob).toString('base64') });
  },

  open: async (accountId, { key, boundTo }) => {
    const binding = { accountId, boundTo };
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(key, 'base64'),
        EncryptionContext: sealingContext(binding),
      }),
    );
    if (Plaintext === undefined) throw new Error('KMS did not open the data key.');
    return envelopeOf(Plaintext, { ...binding, key });
  },
});
