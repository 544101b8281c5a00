import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { readJson, writeJson } from './json-file.ts';

/** The loopback ports of a stack, remembered so that its URLs stay the same from one start to the next. */
export interface Ports {
  readonly engine: number;
  readonly api: number;
  readonly static: number;
  readonly demo: number;
}

/** The ports of the last start; undefined when there was none. */
export const recallPorts = (file: string): Ports | undefined => readJson<Ports>(file);

/** Keeps the ports for the next start. */
export const rememberPorts = (file: string, ports: Ports): void => writeJson(file, ports);

/** Listens on 127.0.0.1 at the wanted port, or at any free one when that is taken; gives the port. */
export async function listen(server: Server, wanted: number | undefined): Promise<number> {
  try {
    server.listen({ port: wanted ?? 0, host: '127.0.0.1' });
    await once(server, 'listening');
  } catch (error) {
    if (wanted === undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      throw error;
    }
    return listen(server, undefined);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A port of 127.0.0.1 that is free now, the wanted one if it is. */
export async function freePort(wanted: number | undefined): Promise<number> {
  const server = createServer();
  const port = await listen(server, wanted);
  server.close();
  await once(server, 'close');
  return port;
}
