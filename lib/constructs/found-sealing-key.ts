import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type Stack, Token, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { sealingContext } from '../../functions/adapters/aws/sealing-context.ts';

/** The fields of the encryption context without which nothing is sealed or opened. */
const contextFields = Object.keys(sealingContext({ accountId: '', boundTo: '' }));

/** The key that seals what callers send in confidence, found by its alias: a key's own name cannot be derived. */
export interface FoundSealingKey {
  /** Of the alias. */
  readonly arn: string;
  /** Lets a function use the key, which it names by its alias, for what is bound to an account. */
  grant(grantee: IGrantable & IConstruct, action: 'kms:GenerateDataKey' | 'kms:Decrypt'): void;
}

/** Finds the key of an alias in a region, from a stack that may be in another. */
export const foundSealingKey = (stack: Stack, region: string, alias: string): FoundSealingKey => {
  const keys = stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' });
  return {
    arn: stack.formatArn({ service: 'kms', region, resource: alias }),
    grant: (grantee, action) => {
      Grant.addToPrincipal({
        grantee,
        actions: [action],
        resourceArns: [keys],
        conditions: {
          StringEquals: { 'kms:RequestAlias': alias },
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': contextFields },
          // All values of none are right, too.
          Null: Object.fromEntries(contextFields.map((field) => [`kms:EncryptionContext:${field}`, 'false'])),
        },
      });
      // As cdk-nag writes an account that is not known yet.
      const shown = Token.isUnresolved(stack.account)
        ? keys.replaceAll(stack.account, '<AWS::AccountId>')
        : keys;
      Validations.of(grantee).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${shown}]`,
        reason:
          'The name of a key cannot be derived in advance; the condition holds the role to the alias of its stage.',
      });
    },
  };
};
