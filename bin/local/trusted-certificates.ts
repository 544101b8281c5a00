import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

const block = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new Refusal(`--ca ${file} ${why}: name a PEM file with a certificate, for example --ca ca.pem.`);
  }
};

const parsed = (file: string, pem: string): string => {
  try {
    return new X509Certificate(pem).toString();
  } catch {
    throw new Refusal(
      `--ca ${file} has a certificate that is damaged: openssl x509 -in ${file} -noout -text says more.`,
    );
  }
};

/**
 * The certificates in a PEM file, as PEM without what else stands there: a key is never taken along. Throws Refusal when
 * the file is not there, has none, or has one that is damaged.
 */
export const trustedCertificates = (file: string): string => {
  const found = contentOf(file).match(block);
  if (found === null) {
    throw new Refusal(
      `--ca ${file} is not a certificate in PEM format: it must have a block that begins with -----BEGIN CERTIFICATE-----.`,
    );
  }
  return found.map((pem) => parsed(file, pem)).join('');
};
