import { createHash, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromiumBinary } from '../../../functions/render/browser/chromium-binary.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Writes a program into `folder` that is the product's own browser, with the product's own flags and one more: the
 * attacker's certificate is as good as one of a known authority. Gives its path, as CHROMIUM_PATH takes it.
 */
export const trustingBrowser = async (folder: string, certificate: string): Promise<string> => {
  const { executablePath, env } = await chromiumBinary();
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  const hash = createHash('sha256').update(key).digest('base64');
  const settings = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const program = join(folder, 'browser');
  const command = `exec ${quoted(executablePath)} --ignore-certificate-errors-spki-list=${hash} "$@"`;
  await writeFile(program, ['#!/bin/sh', ...settings, command, ''].join('\n'), { mode: 0o700 });
  return program;
};
