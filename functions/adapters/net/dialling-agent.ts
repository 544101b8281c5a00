import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dial } from './dial.ts';

/** An agent whose every connection is dialled by `dial`. */
export class DiallingAgent extends Agent {
  readonly #dial: Dial;

  constructor(dial: Dial, options: { readonly keepAlive: boolean }) {
    super(options);
    this.#dial = dial;
  }

  override createConnection(
    { host, port }: ClientRequestArgs,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    this.#dial(host ?? '', Number(port)).then(
      (socket) => callback?.(null, socket),
      // Node reads no socket beside an error, though its types ask for one.
      (error: Error) => (callback as ((error: Error) => void) | undefined)?.(error),
    );
  }
}
