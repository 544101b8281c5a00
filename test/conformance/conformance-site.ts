import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pages as fixturePages } from '../support/fixture-site/pages.ts';
import { accessPages } from './pages/access.ts';
import { adPages } from './pages/ads.ts';
import { consentPages } from './pages/consent.ts';
import { fixedPartPages } from './pages/fixed-parts.ts';
import { fontPages } from './pages/fonts.ts';
import { formatPages } from './pages/formats.ts';
import { framePages } from './pages/frames.ts';
import { geometryPages } from './pages/geometry.ts';
import { lazyPages } from './pages/lazy.ts';
import { lifePages } from './pages/life.ts';
import { mediaPages } from './pages/media.ts';
import { otherSite } from './pages/other-site.ts';
import { type Answer, html } from './pages/page.ts';
import { paperPages } from './pages/paper.ts';
import { regionPages } from './pages/region.ts';
import { tallPages } from './pages/tall.ts';
import { verdictPages } from './pages/verdict.ts';

/** Where the pages of the suite are served. */
export interface ConformanceSite {
  /** Without a slash at the end; as the captured service reaches it. */
  readonly url: string;
  /** `host:port`, as an allow list takes it. */
  readonly host: string;
  /** The same for the other site: what pages of the suite have in frames. */
  readonly otherHost: string;
  close(): Promise<void>;
}

/** Where to listen, and what the site is called from outside. */
export interface SitePlace {
  /** Address to bind; 127.0.0.1 unless given. */
  readonly bind?: string | undefined;
  /** Port to bind; a free one unless given. */
  readonly port?: number | undefined;
  /** Address of the site as the service reaches it, for a service that runs elsewhere. */
  readonly publicUrl?: string | undefined;
}

const ofFixtureSite = Object.fromEntries(
  Object.entries(fixturePages).map(([path, page]): [string, Answer] => [
    path,
    html(({ query }) => page(query)),
  ]),
);

/** Puts pages together. Throws where two have one path: the one would be judged as the other. */
const together = (all: readonly Readonly<Record<string, Answer>>[]): ReadonlyMap<string, Answer> => {
  const answers = new Map<string, Answer>();
  for (const [path, answer] of all.flatMap((pages) => Object.entries(pages))) {
    if (answers.has(path)) throw new Error(`Two pages of the suite have the path ${path}.`);
    answers.set(path, answer);
  }
  return answers;
};

const answers = together([
  geometryPages,
  tallPages,
  fixedPartPages,
  formatPages,
  paperPages,
  fontPages,
  lifePages,
  lazyPages,
  framePages,
  mediaPages,
  consentPages,
  adPages,
  accessPages,
  regionPages,
  verdictPages,
]);
const nothing = html(() => '<title>Nothing here</title><body>', 404);

/** Serves all pages of the suite: plain HTTP, nothing is remembered between requests. */
export const startConformanceSite = async (place: SitePlace = {}): Promise<ConformanceSite> => {
  const server = createServer((request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://site');
    (answers.get(pathname) ?? ofFixtureSite[pathname] ?? nothing)({ query, request, response });
  });
  const bind = place.bind ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(place.port ?? 0, bind, resolve);
  });
  const local = `http://${bind}:${(server.address() as AddressInfo).port}`;
  const url = (place.publicUrl ?? local).replace(/\/$/, '');
  return {
    url,
    host: new URL(url).host,
    otherHost: otherSite(new URL(url).host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
