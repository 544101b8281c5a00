import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../docs/proof.md');

/** What a proof came to. */
interface Proof {
  /** As in `npm run proof:NAME`. */
  readonly name: string;
  /** What came of it, as Markdown. */
  readonly result: string;
}

/** Puts the result of a proof in docs/proof.md, in place of its last one. */
export const writeProof = ({ name, result }: Proof): void => {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/proof.md has no place for ${name}.`);
  const day = new Date().toISOString().slice(0, 10);
  const head = `Last run: ${day}, \`npm run proof:${name}\`, ${cpus().length} cores, Node ${process.version}.`;
  writeFileSync(file, `${before}${begin}\n${head}\n\n${result.trim()}\n${end}${after}`);
};
