import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentCertificates } from './local/development-certificates.ts';

// npm run certificate -- FOLDER: a certificate for a receiver of callbacks on this machine, and the authority that
// `npm start -- --ca` is to trust.
const [folder = '.local/certificate'] = process.argv.slice(2);
const { ca, server } = developmentCertificates();
const { cert, key } = server({ hosts: ['localhost', '127.0.0.1'] });
mkdirSync(folder, { recursive: true });
for (const [name, pem] of Object.entries({ ca, cert, key })) {
  // The key is nobody else's to read.
  writeFileSync(join(folder, `${name}.pem`), pem, { mode: 0o600 });
}
console.log(`For 127.0.0.1 and localhost, good for 30 days:

  ${folder}/cert.pem and key.pem   what a receiver of callbacks serves
  ${folder}/ca.pem                 what trusts it: npm start -- --allow 127.0.0.1:9443 --ca ${folder}/ca.pem`);
