import { once } from 'node:events';
import { type FileHandle, open, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runningInGroup } from '../../functions/render/browser/process-group.ts';
import { type ServedPages, servePages } from '../support/served-pages.ts';
import { browsers, profiles, type Rig, startRig } from './rig.ts';

const SECRET = 'not-for-the-browser';

let site: ServedPages;
let rig: Rig;
let file: FileHandle;
let server: Server;
let socket: Socket;
beforeEach(async () => {
  for (const name of [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_LAMBDA_RUNTIME_API',
  ])
    vi.stubEnv(name, SECRET);
  file = await open(import.meta.filename);
  server = createServer((client) => client.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  site = await servePages();
  rig = await startRig({}, [site.host]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rig.close();
  await site.close();
  socket.destroy();
  server.close();
  await file.close();
});

/** What a process has open, such as `socket:[123]` or a path. */
const openIn = async (pid: number): Promise<readonly string[]> => {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readlink(path.join(folder, name)).catch(() => '')))).filter(
    (name) => name !== '',
  );
};

it('shares with the browser’s processes neither environment nor descriptors while a page is rendered', async () => {
  const { promise: isSeen, resolve: seen } = Promise.withResolvers<void>();
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  // A frame of another site, in a process of its own.
  site.pages.set('/page', `<body>Words<img src="/late" alt=""><iframe src="${rig.site.url}/small"></iframe>`);
  site.pages.set('/late', (_request, response) => {
    asked();
    void isSeen.then(() => response.writeHead(204).end());
  });
  const capture = rig.capture(`${site.url}/page`);
  await isAsked;
  const [browser = 0] = await browsers();
  const processes = runningInGroup(browser);
  const own = await openIn(process.pid);
  // What this process was itself started with, such as the pipes of a shell. Node closes those below 16 to its children.
  const inherited = await openIn(process.ppid);
  const found = await Promise.all(
    processes.map(async (pid) => ({
      command: await readFile(`/proc/${pid}/cmdline`, 'utf8'),
      environment: await readFile(`/proc/${pid}/environ`, 'utf8'),
      open: await openIn(pid),
    })),
  );
  seen();
  await capture;

  // The browser itself, both zygotes, and what draws, speaks to the network and runs the page.
  const kinds = found.map(({ command }) => /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser');
  expect([...new Set(kinds)].toSorted()).toEqual(['browser', 'gpu-process', 'renderer', 'utility', 'zygote']);

  const names = found.flatMap(({ environment }) =>
    environment.split('\0').map((line) => line.split('=')[0] ?? ''),
  );
  const given = ['HOME', 'TMPDIR', 'LANG', 'TZ', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'FONTCONFIG_FILE'];
  const shared = Object.keys(process.env).filter((name) => !given.includes(name) && names.includes(name));
  expect(process.env['AWS_SECRET_ACCESS_KEY']).toBe(SECRET);
  expect(shared).toEqual([]);
  expect(found.filter(({ environment }) => environment.includes(SECRET))).toEqual([]);

  // The file, both ends of the connection, the listening sockets, and the rest of what this process has open.
  expect(own).toContain(import.meta.filename);
  expect(own.filter((name) => name.startsWith('socket:')).length).toBeGreaterThan(4);
  const secret = own.filter((name) => name !== '/dev/null' && !inherited.includes(name));
  const leaked = found.flatMap(({ open: theirs }, index) =>
    theirs.filter((name) => secret.includes(name)).map((name) => [kinds[index], name]),
  );
  expect(leaked).toEqual([]);
});

it('gives each browser a profile of its own that nobody else may read, and removes it', async () => {
  await rig.capture('/small');
  const [profile = '', ...others] = await profiles();
  expect(others).toEqual([]);
  const { mode, uid } = await stat(profile);
  expect([(mode & 0o777).toString(8), uid]).toEqual(['700', process.getuid?.()]);
  await rig.close();
  expect(await profiles()).toEqual([]);
  rig = await startRig();
  await rig.capture('/small');
  expect(await profiles()).not.toContain(profile);
});
