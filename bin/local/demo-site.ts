import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { listen } from './ports.ts';

/** A page to capture without internet, served on 127.0.0.1. */
export interface DemoSite {
  readonly url: string;
  /** HOST:PORT, for the list of private hosts that captures may reach. */
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const folder = join(import.meta.dirname, 'demo-site');
const fontFile = (name: string): string => createRequire(import.meta.url).resolve(name);

/** Every path that there is, with its file. */
const files: Readonly<Record<string, string>> = {
  '/': join(folder, 'index.html'),
  '/style.css': join(folder, 'style.css'),
  '/harbour.svg': join(folder, 'harbour.svg'),
  '/lamp.svg': join(folder, 'lamp.svg'),
  '/chart.svg': join(folder, 'chart.svg'),
  '/fraunces.woff2': fontFile('@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2'),
  '/fraunces-italic.woff2': fontFile('@fontsource-variable/fraunces/files/fraunces-latin-opsz-italic.woff2'),
};

/** Serves the demo page at the wanted port, or at any when that is taken. */
export async function startDemoSite(wanted: number | undefined): Promise<DemoSite> {
  const server = createServer(async (request, response) => {
    const file = files[URL.parse(request.url ?? '/', 'http://demo')?.pathname ?? ''];
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.\n');
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(await readFile(file));
  });
  const port = await listen(server, wanted);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
