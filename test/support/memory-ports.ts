import type { Account, AccountProfile } from '../../functions/domain/account.ts';
import { type ApiKey, apiKeyId, isFirstUseOn } from '../../functions/domain/api-key.ts';
import { type Capture, type CaptureIn, hasEnded } from '../../functions/domain/capture.ts';
import { firstGuess, type RenderTimes } from '../../functions/domain/eta.ts';
import { sweepTime } from '../../functions/domain/sweep-time.ts';
import type {
  Accounts,
  Captures,
  ImageStore,
  NewKey,
  Picture,
  Renderer,
  RenderLoad,
  RenderQueue,
} from '../../functions/ports.ts';

/** All state of the service in memory, with DynamoDB's conditions. Tests look into it and change it. */
export interface MemoryService {
  readonly captures: Captures & { readonly rows: Map<string, Capture>; answersLost: number };
  readonly accounts: Accounts & {
    readonly profiles: Map<string, AccountProfile>;
    readonly usage: Map<string, number>;
    /** By the key's hash. */
    readonly keys: Map<string, ApiKey>;
  };
  readonly queue: RenderQueue & { readonly sent: string[]; broken: boolean };
  readonly images: ImageStore & { readonly files: Map<string, Uint8Array>; broken: boolean };
  readonly load: RenderLoad & { readonly observed: RenderTimes[]; broken: boolean };
}

const usageId = (accountId: string, month: string): string => `${accountId}/${month}`;

const memoryAccounts = (): MemoryService['accounts'] => {
  const profiles = new Map<string, AccountProfile>();
  const usage = new Map<string, number>();
  const keys = new Map<string, ApiKey>();
  const change = (id: string, changes: (from: AccountProfile) => Partial<AccountProfile>) => {
    const from = profiles.get(id);
    if (from !== undefined) profiles.set(id, { ...from, ...changes(from) });
    return profiles.get(id);
  };
  const keysOf = (accountId: string): [hash: string, key: ApiKey][] =>
    [...keys].filter(([, key]) => key.accountId === accountId);
  const put = (accountId: string, { hash, name, createdAt }: NewKey): void => {
    keys.set(hash, { id: apiKeyId(hash), accountId, name, createdAt });
  };
  return {
    profiles,
    usage,
    keys,
    findKey: async (hash) => keys.get(hash),
    noteKeyUsed: async (hash, day) => {
      const key = keys.get(hash);
      if (key !== undefined && isFirstUseOn(key, day)) keys.set(hash, { ...key, lastUsedOn: day });
    },
    get: async (id, month): Promise<Account | undefined> => {
      const profile = profiles.get(id);
      return profile && { ...profile, quotaUsed: usage.get(usageId(id, month)) ?? 0 };
    },
    list: async ({ limit, after }) => {
      const all = [...profiles.values()];
      const rest = all.slice(all.findIndex(({ id }) => id === after) + 1);
      const page = rest.slice(0, limit);
      return { accounts: page, next: rest.length > limit ? page.at(-1)?.id : undefined };
    },
    create: async (account: AccountProfile, key: NewKey) => {
      profiles.set(account.id, account);
      put(account.id, key);
    },
    addKey: async (accountId, key) => {
      if (!profiles.has(accountId)) return 'unknown_account';
      const ids = keysOf(accountId).map(([, { id }]) => id);
      if (keys.has(key.hash) || ids.includes(apiKeyId(key.hash))) return 'taken';
      put(accountId, key);
      return 'added';
    },
    keysOf: async (accountId) =>
      keysOf(accountId)
        .map(([, key]) => key)
        .toSorted((one, other) => one.createdAt - other.createdAt || one.id.localeCompare(other.id)),
    revokeKey: async (accountId, keyId, at) => {
      const [hash, key] = keysOf(accountId).find(([, { id }]) => id === keyId) ?? [];
      if (hash === undefined || key === undefined) return undefined;
      const revoked = { ...key, revokedAt: key.revokedAt ?? at };
      keys.set(hash, revoked);
      return revoked;
    },
    setPlan: async (id, plan, proUntil) => change(id, () => ({ plan, proUntil })),
    addCredit: async (id, delta) =>
      (profiles.get(id)?.credit ?? Number.NaN) >= -delta
        ? change(id, ({ credit }) => ({ credit: credit + delta }))
        : undefined,
    setCredit: async (id, credit) => change(id, () => ({ credit })),
  };
};

const memoryCaptures = ({ profiles, usage }: MemoryService['accounts']): MemoryService['captures'] => {
  const rows = new Map<string, Capture>();
  /** Which capture a request led to last. */
  const marks = new Map<string, { token: string; createdAt: number }>();
  let lastJobId = 0;
  const profileOf = (id: string): AccountProfile => {
    const profile = profiles.get(id);
    if (profile === undefined) throw new Error(`no account ${id}`);
    return profile;
  };
  /** When the sweeper has to look at a capture again. */
  const sweeps = new Map<string, number | undefined>();
  /** Takes what a capture costs and a place in flight, or neither. */
  const take = ({ accountId, charge }: CaptureIn<'queued'>, monthlyQuota: number): boolean => {
    const profile = profileOf(accountId);
    if (charge.from === 'quota') {
      const used = usage.get(usageId(accountId, charge.month)) ?? 0;
      if (used >= monthlyQuota) return false;
      usage.set(usageId(accountId, charge.month), used + 1);
    } else if (profile.credit < 1) return false;
    const credit = profile.credit - (charge.from === 'credit' ? 1 : 0);
    profiles.set(accountId, { ...profile, credit, inflight: profile.inflight + 1 });
    return true;
  };
  const captures: MemoryService['captures'] = {
    rows,
    answersLost: 0,
    nextJobId: async () => {
      lastJobId += 1;
      return lastJobId;
    },
    findRecent: async (text, since) => {
      const mark = marks.get(text);
      return mark !== undefined && mark.createdAt > since ? mark.token : undefined;
    },
    create: async (created, { monthlyQuota, waitlistPlaces, dedupe }) => {
      const { accountId, token, createdAt } = created;
      const mark = dedupe && marks.get(dedupe.text);
      if (dedupe && mark && mark.createdAt > dedupe.since && mark.token !== dedupe.stale) return 'duplicate';
      if (created.status === 'waitlisted') {
        const profile = profileOf(accountId);
        if ((profile.waitlisted ?? 0) >= waitlistPlaces) return 'exhausted';
        profiles.set(accountId, { ...profile, waitlisted: (profile.waitlisted ?? 0) + 1 });
      } else if (!take(created, monthlyQuota)) return 'exhausted';
      rows.set(token, structuredClone(created));
      sweeps.set(token, sweepTime(created, createdAt));
      if (dedupe) marks.set(dedupe.text, { token, createdAt });
      return 'created';
    },
    release: async (next, { monthlyQuota }) => {
      if (rows.get(next.token)?.status !== 'waitlisted') return 'moved';
      if (!take(next, monthlyQuota)) return 'exhausted';
      const profile = profileOf(next.accountId);
      profiles.set(next.accountId, { ...profile, waitlisted: (profile.waitlisted ?? 0) - 1 });
      rows.set(next.token, structuredClone(next));
      sweeps.set(next.token, sweepTime(next, next.dueAt));
      return 'released';
    },
    waitlistOf: async (accountId, most) =>
      [...rows.values()]
        .filter((row) => row.status === 'waitlisted' && row.accountId === accountId)
        .toSorted((one, other) => one.jobId - other.jobId)
        .slice(0, most)
        .map(({ token }) => token),
    due: async (now, most) =>
      [...sweeps]
        .flatMap(([token, sweepAt]) => (sweepAt !== undefined && sweepAt <= now ? [{ token, sweepAt }] : []))
        .toSorted((one, other) => one.sweepAt - other.sweepAt)
        .slice(0, most),
    postpone: async ({ token, sweepAt }, until) => {
      if (sweeps.get(token) === sweepAt) sweeps.set(token, until);
    },
    get: async (token) => structuredClone(rows.get(token)),
    replace: async (previous, next, refund) => {
      const stored = rows.get(previous.token);
      if (stored?.status !== previous.status || stored.attempt !== previous.attempt) return false;
      rows.set(next.token, structuredClone(next));
      sweeps.set(next.token, sweepTime(next, 0));
      // As when the write arrives, its answer is lost and the SDK's second try finds the condition gone.
      if (captures.answersLost > 0) {
        captures.answersLost -= 1;
        return false;
      }
      if (!hasEnded(next)) return true;
      const { accountId, charge } = next;
      const profile = profileOf(accountId);
      const credit = profile.credit + (refund && charge.from === 'credit' ? 1 : 0);
      profiles.set(accountId, { ...profile, credit, inflight: profile.inflight - 1 });
      if (refund && charge.from === 'quota') {
        const id = usageId(accountId, charge.month);
        usage.set(id, (usage.get(id) ?? 0) - 1);
      }
      return true;
    },
  };
  return captures;
};

/** An empty service. */
export const memoryService = (): MemoryService => {
  const accounts = memoryAccounts();
  const queue: MemoryService['queue'] = {
    sent: [],
    broken: false,
    send: async (token) => {
      if (queue.broken) throw new Error('the queue is down');
      queue.sent.push(token);
    },
  };
  const images: MemoryService['images'] = {
    files: new Map(),
    broken: false,
    put: async (key, bytes) => {
      if (images.broken) throw new Error('the bucket is down');
      images.files.set(key, bytes);
    },
  };
  const observed: RenderTimes[] = [];
  const load: MemoryService['load'] = {
    observed,
    broken: false,
    current: async () => {
      if (load.broken) throw new Error('the load is unknown');
      return { waiting: queue.sent.length, ...(observed.at(-1) ?? firstGuess), slots: 2 };
    },
    observe: async (times) => {
      if (load.broken) throw new Error('the load is unknown');
      observed.push(times);
    },
  };
  return { accounts, captures: memoryCaptures(accounts), queue, images, load };
};

/** A picture as a renderer gives it. */
export const somePicture = (changes: Partial<Picture> = {}): Picture => ({
  format: 'jpg',
  bytes: new Uint8Array([1, 2, 3]),
  width: 1280,
  height: 720,
  preview: new Uint8Array([4]),
  capturedAt: 1_700_000_000_500,
  pageStatus: 200,
  finalUrl: 'https://example.com/',
  pageTitle: 'Example',
  timings: { navigate: 12 },
  warnings: [],
  ...changes,
});

/** A renderer that answers what `answer` says, and notes what it was asked for. */
export const scriptedRenderer = (answer: () => Promise<Picture>): Renderer & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    render: async ({ url }) => {
      asked.push(url);
      return answer();
    },
    close: async () => undefined,
  };
};
