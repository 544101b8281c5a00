import { expect } from 'vitest';
import type { AccountProfile, Plans } from '../../functions/domain/account.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { holdingsOf } from '../../functions/domain/holdings.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Fields } from '../../functions/domain/read-request.ts';
import { batchAnswer, presentBatch } from '../../functions/http/batch-answer.ts';
import { createBatch } from '../../functions/usecases/create-batch.ts';
import { createCapture } from '../../functions/usecases/create-capture.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import { MONTH, NOON, plainKeyHasher, seededBytes, somePlans, someProfile } from './builders.ts';
import { memoryService, memoryTables } from './memory-ports.ts';

/** The batches of one account on a service in memory, with a clock that the test moves. */
export const batchRig = (changes: Partial<AccountProfile> = {}, plans: Plans = somePlans) => {
  /** Milliseconds that have passed. */
  const clock = { ms: 0 };
  const now = () => NOON + clock.ms;
  const service = memoryService(now);
  const profile = someProfile(changes);
  const { id } = profile;
  service.accounts.profiles.set(id, profile);
  const logged: string[] = [];
  const deps = {
    ...service,
    policy: outboundPolicy([]),
    resolver: { resolve: async () => ['93.184.216.34'] },
    plans,
    keyHasher: plainKeyHasher,
    randomBytes: seededBytes('batches'),
    now,
    log: (event: string) => void logged.push(event),
  };
  const account = async (of = id) => {
    const found = await service.accounts.get(of, MONTH);
    if (found === undefined) throw new Error('no account');
    return found;
  };
  const profileNow = () => service.accounts.profiles.get(id) ?? profile;
  const rows = () => [...service.captures.rows.values()];
  const used = () => service.accounts.usage.get(`${id}/${MONTH}`) ?? 0;

  /** Sends a batch, of the account itself or of another; gives the answer and its text. */
  const send = async (body: Fields, as = id) => {
    const { answer, replay } = await createBatch(deps, await account(as), body, (results, at) =>
      JSON.stringify(presentBatch(results, at)),
    );
    return { text: answer, json: batchAnswer.parse(JSON.parse(answer)), replay };
  };
  return {
    clock,
    service,
    deps,
    logged,
    account,
    profileNow,
    rows,
    used,
    send,
    /** Sends one capture by itself. */
    submit: async (body: Fields) => (await createCapture(deps, await account(), body)).capture,
    /** What is refused as a whole. */
    refusal: async (call: Promise<unknown>): Promise<ApiError> => {
      const error = await call.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error instanceof ApiError) return error;
      throw new Error('nothing was refused', { cause: error });
    },
    sweep: () => sweep(deps),
    /** The rows of journals and of the answers that they keep. */
    journals: () =>
      [...service.dynamo.tables.get(memoryTables.accounts).values()].filter(
        ({ pk, sk }) => String(sk).startsWith('BATCH#') || String(pk).startsWith('ANSWER#'),
      ),
    change: (more: Partial<AccountProfile>) =>
      service.accounts.profiles.set(id, { ...profileNow(), ...more }),
    /** What was taken of the account is what its captures have, no more and no less. */
    expectExact: () => {
      const { inflight, parked = 0, waitlisted = 0, credit } = profileNow();
      const has = holdingsOf(rows());
      expect({ inflight, parked, waitlisted, credit, used: used() }).toEqual({
        inflight: has.inflight,
        parked: has.parked,
        waitlisted: has.waitlisted,
        credit: profile.credit - has.credit,
        used: has.quota[MONTH] ?? 0,
      });
    },
  };
};
