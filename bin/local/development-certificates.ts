import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';

/** A certificate and its key as PEM. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

interface Wanted {
  /** Names and addresses that it is for. */
  readonly hosts: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY_MS = 86_400_000;
const DAYS = 30;

const asPem = (certificate: forge.pki.Certificate): string =>
  forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');

const newCertificate = ({ notBefore, notAfter }: Wanted, commonName: string) => {
  const keys = forge.pki.rsa.generateKeyPair(2_048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  // Positive, whatever its first bit.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = notBefore ?? new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = notAfter ?? new Date(Date.now() + DAYS * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return { certificate, keys };
};

/** Type numbers of RFC 5280's GeneralName. */
const altName = (host: string) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host });

/** A certificate authority for development, good for 30 days: whoever trusts it trusts whoever has its key. */
export const developmentCertificates = () => {
  const authority = newCertificate({ hosts: [] }, 'Snapstack development CA');
  authority.certificate.setIssuer(authority.certificate.subject.attributes);
  authority.certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  authority.certificate.sign(authority.keys.privateKey, forge.md.sha256.create());

  return {
    /** The authority as PEM. */
    ca: asPem(authority.certificate),
    /** A server's certificate, by the authority, or by itself when `selfSigned` is set. */
    server: (wanted: Wanted & { readonly selfSigned?: boolean }): CertificatePair => {
      const { certificate, keys } = newCertificate(wanted, wanted.hosts[0] ?? 'nobody');
      const isSelfSigned = wanted.selfSigned === true;
      certificate.setIssuer((isSelfSigned ? certificate : authority.certificate).subject.attributes);
      certificate.setExtensions([
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: wanted.hosts.map(altName) },
      ]);
      certificate.sign(isSelfSigned ? keys.privateKey : authority.keys.privateKey, forge.md.sha256.create());
      return {
        cert: asPem(certificate),
        key: forge.pki.privateKeyToPem(keys.privateKey),
      };
    },
  };
};
