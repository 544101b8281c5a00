import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, rootCertificates, type TLSSocket } from 'node:tls';
import { bareHost } from '../../domain/host-name.ts';

/** The certificate of the other end is not one for this host, or there was no handshake. */
export class TlsFailure extends Error {
  override readonly name = 'TlsFailure';
}

/**
 * TLS over a connection that was made already, to whom the certificate must name: `host`, as a URL writes it. `ca` is a
 * certificate authority besides the public ones, as PEM. Rejects with TlsFailure; when the signal aborts, with its reason.
 */
export const openSecureSocket = (
  socket: Socket,
  host: string,
  { ca, signal }: { readonly ca?: string | undefined; readonly signal: AbortSignal },
): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const name = bareHost(host);
    const secure = connect({
      socket,
      // An address is no name that a server could be asked for (RFC 6066), but it must stand in the certificate.
      ...(isIP(name) === 0 && { servername: name }),
      checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      secure.destroy();
      socket.destroy();
      reject(error);
    };
    const abort = (): void => fail(signal.reason);
    // Stays for good: a socket must not end the process when its next owner looks away.
    secure.on('error', (cause) => fail(new TlsFailure('There is no secure connection.', { cause })));
    secure.once('close', () => fail(new TlsFailure('The connection was closed in the handshake.')));
    secure.once('secureConnect', () => {
      signal.removeEventListener('abort', abort);
      resolve(secure);
    });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
  });
