import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedPages, servePages } from '../support/served-pages.ts';
import { profiles, type Rig, startRig } from './rig.ts';

/** Is in all that a capture plants. */
const MARKER = 'planted-by-the-first';

interface Trace {
  /** What a page does to be remembered by it. Absent: what the capture's own options do. */
  readonly plant?: string;
  /** What a page looks at to recognise the visitor. */
  readonly look: string;
}

const opened = (action: string): string => `new Promise((go,no)=>{const r=indexedDB.open('${MARKER}',1);
r.onupgradeneeded=()=>r.result.createObjectStore('s');r.onsuccess=()=>{${action}};r.onerror=no})`;
const fromShared = `new Promise((go)=>{const w=new SharedWorker('/shared.js');w.port.onmessage=({data})=>go(data)})`;

/** All by which a page may know a browser again. */
const traces: Readonly<Record<string, Trace>> = {
  cookies: { plant: `document.cookie='own=${MARKER};max-age=9999'`, look: 'document.cookie' },
  'what the server is told': { look: "fetch('/told').then((answer)=>answer.text())" },
  localStorage: {
    plant: `localStorage.setItem('seen','${MARKER}')`,
    look: 'JSON.stringify(localStorage)',
  },
  sessionStorage: {
    plant: `sessionStorage.setItem('seen','${MARKER}')`,
    look: 'JSON.stringify(sessionStorage)',
  },
  IndexedDB: {
    plant: opened(
      `const t=r.result.transaction('s','readwrite');t.objectStore('s').put('${MARKER}','k');t.oncomplete=go`,
    ),
    look: 'indexedDB.databases().then((all)=>all.length)',
  },
  'the Cache API': {
    plant: `caches.open('${MARKER}').then((cache)=>cache.put('/x',new Response('${MARKER}')))`,
    look: 'caches.keys().then((all)=>all.length)',
  },
  'files of the origin': {
    plant: `navigator.storage.getDirectory().then((d)=>d.getFileHandle('${MARKER}',{create:true})).then((f)=>f.createWritable()).then((w)=>w.write('${MARKER}').then(()=>w.close()))`,
    look: 'navigator.storage.getDirectory().then(async(d)=>(await Array.fromAsync(d.keys())).length)',
  },
  'service workers': {
    plant: "navigator.serviceWorker.register('/service.js').then(()=>navigator.serviceWorker.ready)",
    look: 'navigator.serviceWorker.getRegistrations().then((all)=>all.length)',
  },
  'shared workers': { plant: fromShared, look: fromShared },
  'a channel': {
    plant: `(()=>{const c=new BroadcastChannel('c');setInterval(()=>c.postMessage('${MARKER}'),20)})()`,
    look: "new Promise((go)=>{new BroadcastChannel('c').onmessage=({data})=>go(data);setTimeout(go,200,'silence')})",
  },
  locks: {
    plant: "new Promise((go)=>{navigator.locks.request('l',()=>{go();return new Promise(()=>0)})})",
    look: 'navigator.locks.query().then(({held})=>held.length)',
  },
  history: { plant: "history.pushState(0,'')", look: 'history.length' },
  'the name of the window': { plant: `name='${MARKER}'`, look: 'name' },
  language: { look: 'navigator.language+new Date(0).toLocaleDateString()' },
  'time zone': { look: 'Intl.DateTimeFormat().resolvedOptions().timeZone' },
  place: {
    look: 'new Promise((go,no)=>navigator.geolocation.getCurrentPosition(({coords})=>go(coords.latitude),no))',
  },
  'colour scheme': { look: "matchMedia('(prefers-color-scheme:dark)').matches" },
  motion: { look: "matchMedia('(prefers-reduced-motion)').matches" },
  medium: { look: "matchMedia('print').matches" },
  window: { look: 'innerWidth*devicePixelRatio' },
};
const names = Object.keys(traces);

/** The options of the capture that plants, of which the next one must not know either. */
const planting = {
  render_region: 'vn-hanoi',
  color_scheme: 'dark',
  prefers_reduced_motion: true,
  emulate_print_media: true,
  viewport_width: 390,
  hidpi: true,
  cookies: [{ name: 'given', value: MARKER }],
  http_auth: { user: 'somebody', pass: MARKER },
};

const looks = `Promise.allSettled([${names.map((name) => `(async()=>${traces[name]?.look})()`)}])
.then((all)=>all.map(({value,reason})=>String(reason??value)))`;
const plants = Object.values(traces).flatMap(({ plant }) => (plant === undefined ? [] : [plant]));
/** Looks, and tells what it found in the title. */
const lookPage = `<!doctype html><body>Looks<script src="/when-planted"></script><script>
${looks}.then((found)=>{document.title=JSON.stringify(found);fetch('/has-looked')})</script><img src="/until-looked" alt="">`;
/** Plants, and then looks what there is to be found. */
const plantPage = `<!doctype html><body>Plants<script>(async()=>{
await fetch('/cached');await fetch('/cached');
for(const plant of [${plants.map((plant) => `()=>${plant}`)}])await plant();
document.title=JSON.stringify(await ${looks});fetch('/has-planted')})()</script><img src="/until-planted" alt="">`;

let site: ServedPages;
let rig: Rig;
/** What the server saw of each document's request: headers that come from an earlier answer, or the port of its socket. */
let documents: { readonly path: string; readonly told: string; readonly port: number | undefined }[];

/** Answers late: when the page itself, or in both captures at once the other one, has got so far. */
const setUpPages = (togetherWith: boolean): void => {
  const { promise: planted, resolve: hasPlanted } = Promise.withResolvers<void>();
  const { promise: looked, resolve: hasLooked } = Promise.withResolvers<void>();
  const answerOnce = (path: string, moment: Promise<unknown>) =>
    site.pages.set(path, (_request, response) => {
      void moment.then(() => response.writeHead(204, { 'content-type': 'text/javascript' }).end());
    });
  const note = (path: string, done: () => void) =>
    site.pages.set(path, (_request, response) => {
      done();
      response.writeHead(204).end();
    });
  note('/has-planted', hasPlanted);
  note('/has-looked', hasLooked);
  answerOnce('/when-planted', togetherWith ? planted : Promise.resolve());
  answerOnce('/until-planted', togetherWith ? looked : planted);
  answerOnce('/until-looked', looked);
};

beforeEach(async () => {
  site = await servePages();
  documents = [];
  const toldBy = ({ headers }: { headers: Record<string, unknown> }): string =>
    [
      'cookie',
      'authorization',
      'accept-language',
      'sec-ch-ua-platform-version',
      'sec-ch-prefers-color-scheme',
    ]
      .map((name) => headers[name] ?? '')
      .join('|');
  site.pages.set('/told', (request, response) => response.end(toldBy(request)));
  for (const [name, page] of Object.entries({ '/look': lookPage, '/plant': plantPage })) {
    site.pages.set(name, (request, response) => {
      documents.push({ path: name, told: toldBy(request), port: request.socket.remotePort });
      const asks = name === '/plant' && request.headers.authorization === undefined;
      response.writeHead(asks ? 401 : 200, {
        'content-type': 'text/html',
        ...(asks && { 'www-authenticate': 'Basic realm="x"' }),
        ...(name === '/plant' && {
          'set-cookie': `hidden=${MARKER}; HttpOnly; Max-Age=9999`,
          'accept-ch': 'Sec-CH-UA-Platform-Version, Sec-CH-Prefers-Color-Scheme',
        }),
      });
      response.end(asks ? '' : page);
    });
  }
  site.pages.set('/cached', (_request, response) =>
    response.writeHead(200, { 'cache-control': 'max-age=9999, immutable' }).end(MARKER),
  );
  const serveScript = (name: string, source: string) =>
    site.pages.set(name, (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(source),
    );
  serveScript('/shared.js', 'let n=0;onconnect=({ports:[p]})=>p.postMessage(++n)');
  serveScript('/service.js', 'onfetch=()=>0');
});
afterEach(async () => {
  await rig.close();
  await site.close();
});

const look = async (): Promise<Record<string, string>> => {
  const { pageTitle } = await rig.capture(`${site.url}/look`);
  const found: string[] = JSON.parse(pageTitle);
  return Object.fromEntries(names.map((name, index) => [name, found[index] ?? '']));
};
const plant = async (): Promise<Record<string, string>> => {
  const { pageTitle } = await rig.capture(`${site.url}/plant`, planting);
  const found: string[] = JSON.parse(pageTitle);
  return Object.fromEntries(names.map((name, index) => [name, found[index] ?? '']));
};

/** Files below a folder. */
const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};

describe('of a capture the next one in the same browser finds nothing', () => {
  it.each([
    { when: 'after it', worksAhead: false, together: false },
    { when: 'in a seat that was opened while it ran', worksAhead: true, together: false },
    { when: 'at the same time', worksAhead: true, together: true },
  ])('$when', async ({ worksAhead, together }) => {
    rig = await startRig({ worksAhead }, [site.host]);
    setUpPages(false);
    const untouched = await look();
    setUpPages(together);
    const [planted, found] = together ? await Promise.all([plant(), look()]) : [await plant(), await look()];

    expect(found).toEqual(untouched);
    // Each trace was there to be found.
    expect(names.filter((name) => planted[name] === untouched[name])).toEqual([]);
    // Neither in what the server is told when the page is asked for, nor on a connection of the other.
    const [first, ...later] = documents.filter(({ path: name }) => name === '/look');
    expect(later.map(({ told }) => told)).toEqual([first?.told]);
    const portsOf = (name: string) => documents.filter((one) => one.path === name).map(({ port }) => port);
    expect(portsOf('/look').filter((port) => portsOf('/plant').includes(port))).toEqual([]);
    expect(await profiles()).toHaveLength(1);
  });

  it('of what it kept in the cache', async () => {
    rig = await startRig({}, [site.host]);
    setUpPages(false);
    await plant();
    setUpPages(false);
    await plant();
    // Twice within each, and once from the server.
    expect(site.requests.filter((name) => name === '/cached')).toHaveLength(2);
  });

  it('of scripts that were off', async () => {
    rig = await startRig({ worksAhead: true }, [site.host]);
    setUpPages(false);
    site.pages.set('/quiet', '<title>Quiet</title><body>Words<script>document.title="Loud"</script>');
    expect((await rig.capture(`${site.url}/quiet`, { nojs: true })).pageTitle).toBe('Quiet');
    expect((await rig.capture(`${site.url}/quiet`)).pageTitle).toBe('Loud');
  });

  it('on the disk', async () => {
    rig = await startRig({}, [site.host]);
    setUpPages(false);
    await plant();
    const [profile = ''] = await profiles();
    const files = await filesIn(profile);
    expect(files.length).toBeGreaterThan(0);
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')));
    // UTF-16 as well, in which localStorage is kept.
    const wide = [...MARKER].join('\0');
    expect(
      files.filter((_, index) => texts[index]?.includes(MARKER) || texts[index]?.includes(wide)),
    ).toEqual([]);
    expect(files.filter((file) => file.includes(MARKER))).toEqual([]);
  });
});
