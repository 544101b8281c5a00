import type {
  DeleteCommandInput,
  PutCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

type Item = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write, alone or in a transaction. */
export interface WriteRequest {
  readonly Put?: PutCommandInput | Item['Put'];
  readonly Update?: UpdateCommandInput | Item['Update'];
  readonly Delete?: DeleteCommandInput | Item['Delete'];
  readonly ConditionCheck?: Item['ConditionCheck'];
}
