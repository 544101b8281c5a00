import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ServedPages, servePages } from '../support/served-pages.ts';
import { type Rig, startRig } from './rig.ts';

let site: ServedPages;
let rig: Rig;
/** The same site by another name, which is another site to the browser. */
let elsewhere: string;

beforeAll(async () => {
  site = await servePages();
  const host = `localhost:${new URL(site.url).port}`;
  elsewhere = `http://${host}`;
  rig = await startRig({}, [site.host, host]);
});
afterAll(async () => {
  await rig.close();
  await site.close();
});
beforeEach(() => site.pages.clear());

const script = (path: string, source: string): void => {
  site.pages.set(path, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(source);
  });
};

/** Puts a script in each part that a page may have: itself, a frame of another site, a worker, and a worker of that. */
const inEachPart = (source: string): void => {
  script('/worker.js', source);
  script('/nesting.js', "new Worker('/nested.js')");
  script('/nested.js', source);
  const page = (body: string) =>
    `<!doctype html><title>Parts</title><p>Text</p><img src="/until-told" alt="">${body}`;
  site.pages.set('/page', page(`<script>${source}</script>`));
  site.pages.set('/framed', page(`<script>${source}</script>`));
  site.pages.set('/frame', page(`<iframe src="${elsewhere}/framed"></iframe>`));
  site.pages.set('/worker', page("<script>new Worker('/worker.js')</script>"));
  site.pages.set('/nested-worker', page("<script>new Worker('/nesting.js')</script>"));
};
const parts = ['page', 'frame', 'worker', 'nested-worker'] as const;

describe('who the browser is', () => {
  it.each(parts)('is the same desktop Chrome in a %s, whatever it is asked', async (part) => {
    const told = Promise.withResolvers<string>();
    site.pages.set('/told', (request, response) => {
      told.resolve(decodeURIComponent(new URL(request.url ?? '', site.url).search));
      response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
    });
    site.pages.set(
      '/until-told',
      (_, response) => void told.promise.then(() => response.writeHead(204).end()),
    );
    inEachPart(
      `navigator.userAgentData.getHighEntropyValues(['fullVersionList']).then(({brands,fullVersionList})=>
fetch('${site.url}/told?'+encodeURIComponent(JSON.stringify({agent:navigator.userAgent,brands,fullVersionList}))))`,
    );
    await rig.capture(`${site.url}/${part}`);
    const identity = await told.promise;
    expect(identity).toContain('"fullVersionList":[{"brand":"Google Chrome"');
    expect(identity).not.toMatch(/Headless/);
  });
});

/** A page that has a worker which other pages of its site may share, or go through. */
const sharing = (source: string): void => {
  script('/shared.js', source);
  for (const [path, start] of [
    ['/shared-worker', "new SharedWorker('/shared.js')"],
    ['/service-worker', "navigator.serviceWorker.register('/shared.js')"],
  ] as const) {
    site.pages.set(
      path,
      `<!doctype html><title>Parts</title><img src="/until-told" alt=""><script>${start}</script>`,
    );
  }
};

it.each(['shared-worker', 'service-worker', 'nested-worker'])(
  'no %s says in its requests that nobody sits before the browser, nor does the request for it',
  async (part) => {
    const heard = Promise.withResolvers<void>();
    const agents = new Map<string | undefined, string | undefined>();
    const noting =
      (answer: string, done?: () => void): RequestListener =>
      ({ url, headers }, response) => {
        agents.set(url, headers['user-agent']);
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(answer);
        done?.();
      };
    const source = `fetch('/heard?'+navigator.userAgent.includes('Headless'))`;
    inEachPart(source);
    sharing(source);
    site.pages.set('/heard', noting('', heard.resolve));
    for (const path of ['/shared.js', '/nested.js']) site.pages.set(path, noting(source));
    site.pages.set(
      '/until-told',
      (_, response) => void heard.promise.then(() => response.writeHead(204).end()),
    );
    await rig.capture(`${site.url}/${part}`);
    await heard.promise;
    expect([...agents.keys()]).toEqual([
      part === 'nested-worker' ? '/nested.js' : '/shared.js',
      '/heard?false',
    ]);
    for (const agent of agents.values()) expect(agent).toMatch(/ Chrome\/\d+\.0\.0\.0 /);
  },
);

/** Requests that never reach the proxy. */
const asksFor = (times: number): string => `for(let i=0;i<${times};i++)fetch('data:,'+i)`;

describe('more requests than a page may make', () => {
  it.each(parts)('are as many in a %s', async (part) => {
    inEachPart(asksFor(11_000));
    const failing = rig.capture(`${site.url}/${part}`, { wait_time: 9 });
    await expect(failing).rejects.toMatchObject({ code: 'page_too_heavy' });
  });

  it.each(parts)('are not half as many in a %s', async (part) => {
    inEachPart(asksFor(6_000));
    expect((await rig.capture(`${site.url}/${part}`, { wait_time: 1 })).pageStatus).toBe(200);
  });
});
