import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { kmsEnvelopes } from '../../../functions/adapters/aws/kms-envelopes.ts';
import { someToken } from '../../support/builders.ts';

/** A KMS that gives a data key to who names the same context. */
const kms = () => {
  const contexts: object[] = [];
  const send = async (command: unknown) => {
    if (command instanceof GenerateDataKeyCommand) {
      contexts.push(command.input.EncryptionContext ?? {});
      return {
        Plaintext: new Uint8Array(32).fill(contexts.length),
        CiphertextBlob: Buffer.from(JSON.stringify([contexts.length, command.input.EncryptionContext])),
      };
    }
    if (!(command instanceof DecryptCommand)) throw new Error('not known');
    const [number, context] = JSON.parse(Buffer.from(command.input.CiphertextBlob ?? []).toString()) as [
      number,
      object,
    ];
    if (JSON.stringify(context) !== JSON.stringify(command.input.EncryptionContext))
      throw new Error('InvalidCiphertext');
    return { Plaintext: new Uint8Array(32).fill(number) };
  };
  return { contexts, envelopes: kmsEnvelopes({ send } as unknown as KMSClient, 'alias/key') };
};

const token = someToken();
const binding = { accountId: 'account1', boundTo: token };

describe('what is sealed', () => {
  test('opens for the same account, token and part', async () => {
    const { envelopes, contexts } = kms();
    const envelope = await envelopes.create(binding);
    const text = envelope.seal(token, 'secret', 'sécret ✓');
    expect(text).not.toContain('cret');
    expect(contexts).toEqual([{ account: 'account1', for: token }]);
    expect((await envelopes.open('account1', envelope)).open(token, 'secret', text)).toBe('sécret ✓');
  });

  test('opens for nobody else', async () => {
    const { envelopes } = kms();
    const envelope = await envelopes.create(binding);
    const text = envelope.seal(token, 'secret', 'secret');
    // KMS refuses another account's context; the text itself another token, another part, and any change.
    await expect(envelopes.open('account2', envelope)).rejects.toThrow('InvalidCiphertext');
    await expect(envelopes.open('account1', { ...envelope, boundTo: someToken('b') })).rejects.toThrow();
    expect(() => envelope.open(someToken('b'), 'secret', text)).toThrow();
    expect(() => envelope.open(token, 'page', text)).toThrow();
    const bytes = Buffer.from(text, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => envelope.open(token, 'secret', bytes.toString('base64'))).toThrow();
  });

  test('is never the same twice, and fits a row whatever it is', async () => {
    const { envelopes } = kms();
    const envelope = await envelopes.create(binding);
    expect(envelope.seal(token, 'secret', 's')).not.toBe(envelope.seal(token, 'secret', 's'));
    // Fifty cookies of quotes, each of which JSON writes as two characters.
    const cookies = JSON.stringify(Array.from({ length: 50 }, () => '"'.repeat(4_096)));
    expect(cookies.length).toBeGreaterThan(400_000);
    expect(envelope.seal(token, 'inputs', cookies).length).toBeLessThan(300_000);
  });
});
