import type { Replacement } from '../mutants/replace-lines.ts';

/** Something that is there against hostile pages or callers, how it is taken away, and the test that has to notice. */
export interface Measure {
  /** What is no longer so, or what is done instead. */
  readonly name: string;
  readonly changes: readonly Replacement[];
  /** The test's file, or the beginning of it. */
  readonly test: string;
}

export const measures: readonly Measure[] = [
  {
    name: "a capture's token is logged as its code",
    changes: [
      {
        file: 'functions/usecases/create-capture.ts',
        find: "deps.log('capture_created', { account: account.id, jobId });",
        replace: "deps.log('capture_created', { account: account.id, jobId, code: created.token });",
      },
    ],
    test: 'test/hostile/callers/secrets.test.ts',
  },
  {
    name: "the caller's key is logged as the account",
    changes: [
      {
        file: 'functions/usecases/admit-caller.ts',
        find: 'const account = await authenticate(deps, key).catch(async (error: unknown) => {',
        replace:
          "deps.log('caller', { account: String(key) });\n  const account = await authenticate(deps, key).catch(async (error: unknown) => {",
      },
    ],
    test: 'test/hostile/callers/secrets.test.ts',
  },
  {
    name: 'errors are logged with their messages',
    changes: [
      {
        file: 'functions/runtime/error-record.ts',
        find: 'const said = saidIn(thrown.message);',
        replace: 'const said = thrown.message;',
      },
    ],
    test: 'test/hostile/callers/secrets.test.ts',
  },
  {
    name: 'Lambda is handed what was thrown, and prints it',
    changes: [
      {
        file: 'functions/runtime/lambda-entry.ts',
        find: "throw new InvocationFailed('See invocation_failed above.');",
        replace: 'throw error;',
      },
    ],
    test: 'test/runtime/lambda-entry.test.ts',
  },
  {
    name: 'the gateway logs paths, in which tokens are',
    changes: [
      { file: 'lib/constructs/access-log.ts', find: "'$context.resourcePath'", replace: "'$context.path'" },
    ],
    test: 'test/hostile/callers/access-logs.test.ts',
  },
  {
    name: 'a body may be of any size',
    changes: [
      {
        file: 'functions/http/json-body.ts',
        find: 'if (bytes.byteLength > MAX_BODY_BYTES) {',
        replace: 'if (Number.isNaN(bytes.byteLength)) {',
      },
    ],
    test: 'test/http/json-body.test.ts',
  },
  {
    name: 'a body may be nested without end',
    changes: [
      {
        file: 'functions/http/is-nested-deeper-than.ts',
        find: 'if (depth > levels) return true;',
        replace: '',
      },
    ],
    test: 'test/hostile/callers/bodies.test.ts',
  },
  {
    name: 'wrong keys may be sent without end',
    changes: [
      {
        file: 'functions/usecases/admit-caller.ts',
        find: 'if (!isWrongKey || (await',
        replace: 'if (!isWrongKey || true || (await',
      },
    ],
    test: 'test/usecases/admit-caller.test.ts',
  },
  {
    name: 'the caller says by a header where it comes from',
    changes: [
      {
        file: 'functions/http/endpoints/authenticated-body.ts',
        find: 'event.requestContext.identity.sourceIp',
        replace: "event.headers['X-Forwarded-For'] ?? event.requestContext.identity.sourceIp",
      },
    ],
    test: 'test/hostile/callers/headers.test.ts',
  },
  {
    name: 'a callback that met nobody is told of when it is known',
    changes: [
      {
        file: 'functions/domain/callback.ts',
        find: 'if (last === undefined || (unreachableAt(progress) ?? now) <= now) return progress;',
        replace: 'return progress;',
      },
    ],
    test: 'test/hostile/callers/callback-as-port-scanner.test.ts',
  },
  {
    name: 'a callback may be sent in the clear',
    changes: [
      {
        file: 'functions/adapters/net/callback-sender.ts',
        find: "judged.url.protocol !== 'https:'",
        replace: "judged.url.protocol === 'ftp:'",
      },
    ],
    test: 'test/adapters/net/callback-sender.test.ts',
  },
  {
    name: "a receiver's certificate may be for another host",
    changes: [
      {
        file: 'functions/adapters/net/open-secure-socket.ts',
        find: 'checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),',
        replace: 'checkServerIdentity: () => undefined,',
      },
    ],
    test: 'test/adapters/net/callback-sender.test.ts',
  },
  {
    name: 'who answers need not have the address that was dialled',
    changes: [
      {
        file: 'functions/adapters/net/connect-any.ts',
        find: 'if (!isPeer) throw',
        replace: 'if (Number.isNaN(port)) throw',
      },
    ],
    test: 'test/adapters/net/connect-any.test.ts',
  },
  {
    name: 'a page reaches our own proxies where loopback is allowed',
    changes: [
      {
        file: 'functions/adapters/net/except-proxies.ts',
        find: "return isOurs ? { allowed: false, verdict: 'DENY_IP' } : judged;",
        replace: 'return judged;',
      },
    ],
    test: 'test/adapters/net/egress',
  },
  {
    name: "a region's page goes out without its exit",
    changes: [
      {
        file: 'functions/adapters/net/session-dial.ts',
        find: 'exit === undefined ? connectAny : connectThrough(exit)',
        replace: 'exit === undefined ? connectAny : connectAny',
      },
    ],
    test: 'test/adapters/net/connect-through.test.ts',
  },
  {
    name: 'a capture may use any traffic',
    changes: [
      { file: 'functions/adapters/net/meter.ts', find: 'if (over !== undefined) exceed(over);', replace: '' },
    ],
    test: 'test/adapters/net/egress-budgets.test.ts',
  },
  {
    name: 'a capture may have any number of connections at a time',
    changes: [
      {
        file: 'functions/adapters/net/session-dial.ts',
        find: 'if (open >= limits.sockets && !makeRoom())',
        replace: 'if (Number.isNaN(open) && !makeRoom())',
      },
    ],
    test: 'test/adapters/net/egress-budgets.test.ts',
  },
  {
    name: 'a capture may ask for any number of hosts',
    changes: [
      {
        file: 'functions/adapters/net/session-dial.ts',
        find: 'if (hosts.size >= limits.hosts && !hosts.has(host))',
        replace: 'if (Number.isNaN(hosts.size))',
      },
    ],
    test: 'test/adapters/net/egress-budgets.test.ts',
  },
  {
    name: 'IPv6 need not be global unicast',
    changes: [
      { file: 'functions/domain/public-address.ts', find: 'address.match(globalUnicast)', replace: 'true' },
    ],
    test: 'test/addresses/addresses.test.ts',
  },
  {
    name: 'a URL may hold what parsers drop or turn round',
    changes: [
      {
        file: 'functions/domain/outbound-policy.ts',
        find: "if (/[\\p{Cc}\\s\\\\]/u.test(text)) return 'DENY_SYNTAX';",
        replace: '',
      },
    ],
    test: 'test/domain/outbound-policy.test.ts',
  },
  {
    name: 'names that mean something inside of a network are let through',
    changes: [
      {
        file: 'functions/domain/outbound-policy.ts',
        find: "if (address === undefined && isPrivateName(host)) return refused('DENY_NAME');",
        replace: '',
      },
    ],
    test: 'test/domain/outbound-policy.test.ts',
  },
  {
    name: 'one public answer of a name server is enough',
    changes: [
      {
        file: 'functions/domain/outbound-policy.ts',
        find: 'parsed.every(mayDial)',
        replace: 'parsed.some(mayDial)',
      },
    ],
    test: 'test/adapters/net/dial-vectors.test.ts',
  },
  {
    name: 'a role may touch any attribute of its rows',
    changes: [
      {
        file: 'lib/constructs/home-resources.ts',
        find: "'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },",
        replace: '',
      },
    ],
    test: 'test/lib/least-privilege.test.ts',
  },
  {
    name: 'the browser inherits the environment of the function',
    changes: [
      {
        file: 'functions/render/browser/browser-process.ts',
        find: 'env: scrubbedEnvironment(profile, binary),',
        replace: 'env: { ...process.env, ...scrubbedEnvironment(profile, binary) },',
      },
    ],
    test: 'test/render/isolation-process.test.ts',
  },
  {
    name: 'captures share a context of the browser',
    changes: [
      {
        file: 'functions/render/browser/browser.ts',
        find: 'const opening = browser.createBrowserContext({',
        replace: 'const opening = (async (_: object) => browser.defaultBrowserContext())({',
      },
    ],
    test: 'test/render/isolation.test.ts',
  },
  {
    name: 'pages may do what web security forbids',
    changes: [
      {
        file: 'functions/render/browser/chromium-args.ts',
        find: "'--hide-scrollbars',",
        replace: "'--hide-scrollbars', '--disable-web-security',",
      },
    ],
    test: 'test/render/closed-ways.test.ts',
  },
  {
    name: 'a capture may take any memory',
    changes: [
      {
        file: 'functions/render/browser/watch-usage.ts',
        find: 'if (!isStopped && memory > memoryLimit) excess.browser();',
        replace: '',
      },
    ],
    test: 'test/render/browser/place.test.ts',
  },
  {
    name: 'a page may have any number of nodes',
    changes: [
      {
        file: 'functions/render/browser/watch-usage.ts',
        find: 'if (nodes > MOST_NODES) excess.page();',
        replace: '',
      },
    ],
    test: 'test/render/browser/watch-usage.test.ts',
  },
  {
    name: 'a page may make any number of requests',
    changes: [
      {
        file: 'functions/render/browser/watch-usage.ts',
        find: 'if (requests > MOST_REQUESTS) excess.page();',
        replace: '',
      },
    ],
    test: 'test/render/browser/watch-usage.test.ts',
  },
  {
    name: 'a picture may have any number of bytes',
    changes: [
      {
        file: 'functions/render/steps/measure.ts',
        find: 'bytes > MOST_BYTES || bytes + framed > MOST_BYTES_FRAMED',
        replace: 'bytes < 0',
      },
    ],
    test: 'test/render/elements.test.ts',
  },
];
