import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { usageKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { seededBytes, someOptions, someQueued } from './builders.ts';
import { engineTables } from './engine-tables.ts';
import { runAdminJson } from './run-admin.ts';
import { type ServiceClient, serviceClient, usedOf } from './service-client.ts';

/** A caller of the API with an account of its own. */
export interface Caller extends ServiceClient {
  readonly id: string;
  readonly key: string;
  used(): Promise<z.output<typeof usedOf>>;
}

/** Makes callers of a stack, each with an account made by the operator's command, and what they come to have. */
export const callersOf = ({
  api,
  endpoint,
  fixtureSite,
}: Readonly<Record<'api' | 'endpoint' | 'fixtureSite', string>>) => {
  const { client, config, ...tables } = engineTables(endpoint);
  const captures = dynamoCaptures(client, tables);
  return {
    async newCaller(...args: string[]): Promise<Caller> {
      const made = await runAdminJson(endpoint, ['account', 'create', '--name', 'Ada', ...args]);
      const { account_id: id, key } = z.object({ account_id: z.string(), key: z.string() }).parse(made);
      const caller = serviceClient(api, key);
      const used = async () => usedOf.parse((await caller.get(`/account?key=${key}`)).json);
      return { ...caller, id, key, used };
    },

    /** Nothing is left of the month of a free account. */
    async useUp(id: string): Promise<void> {
      const Item = { ...usageKey(id, utcMonth(Date.now())), used: config.plans.free.monthlyQuota };
      await client.send(new PutCommand({ TableName: tables.accounts, Item }));
    },

    /** A capture that holds a slot and has no message, and that the sweeper has no reason to look at for some minutes. */
    async leftLying({ id }: Caller, number: number): Promise<string> {
      const token = newCaptureToken(seededBytes(`${id} ${number}`));
      const at = Date.now();
      const lost = someQueued({
        token,
        accountId: id,
        jobId: number,
        options: someOptions({ url: `${fixtureSite}/small?lost`, wait_time: 0 }),
        charge: { from: 'quota', month: utcMonth(at) },
        createdAt: at,
        dueAt: at + 600_000,
      });
      const made = await captures.create(lost, { monthlyQuota: 200, waitlistPlaces: 200, inflightCap: 3 });
      if (made !== 'created') throw new Error(`A capture could not be left lying: ${made}`);
      return token;
    },
  };
};
