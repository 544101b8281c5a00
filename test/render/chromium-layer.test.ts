import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChromiumLayer } from '../../layers/chromium/build.ts';
import { packageClosure } from '../../layers/package-closure.ts';

const run = promisify(execFile);

describe('packageClosure', () => {
  const packages = {
    '': { version: '0' },
    'node_modules/a': {
      version: '1',
      dependencies: { b: '1', 'bare-x': '1' },
      optionalDependencies: {
        'c-linux-x64': '1',
        'c-linuxmusl-x64': '1',
        'c-darwin-arm64': '1',
        absent: '1',
      },
    },
    'node_modules/a/node_modules/b': { version: '2', dependencies: { d: '1' } },
    'node_modules/b': { version: '1' },
    'node_modules/bare-x': { version: '1' },
    'node_modules/c-linux-x64': { version: '1', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/c-linuxmusl-x64': { version: '1', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/c-darwin-arm64': { version: '1', os: ['darwin'], cpu: ['arm64'] },
    'node_modules/d': { version: '1', dependencies: { a: '1' } },
  };

  it('follows dependencies as Node finds them and takes what runs on Lambda', () => {
    expect(packageClosure(packages, ['a'])).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c-linux-x64',
      'node_modules/d',
    ]);
  });

  it('names a package that the lock file lacks', () => {
    expect(() => packageClosure(packages, ['sharp'])).toThrow('package-lock.json has no sharp');
  });
});

describe('buildChromiumLayer', () => {
  let folder: string;
  let layer: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
    layer = buildChromiumLayer(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('brings all that the render function needs and cannot bundle', async () => {
    // Only the layer is on the module path, as on Lambda.
    const script = `
      const { createRequire } = require('node:module');
      const chromium = require.resolve('@sparticuz/chromium');
      const { extract } = createRequire(chromium)('tar-fs');
      const image = { create: { width: 2, height: 3, channels: 3, background: 'red' } };
      Promise.all([
        require('sharp')(image).jpeg().toBuffer({ resolveWithObject: true }),
        require('@hyzyla/pdfium').PDFiumLibrary.init(),
      ]).then(([{ info }, library]) =>
        console.log(JSON.stringify([chromium, typeof extract, info.format, typeof library.loadDocument])));`;
    const { stdout } = await run(process.execPath, ['-e', script], {
      cwd: folder,
      env: { NODE_PATH: path.join(layer, 'nodejs', 'node_modules') },
    });
    const [chromium, extract, format, loadDocument] = JSON.parse(stdout) as readonly string[];
    expect(chromium).toContain(layer);
    expect([extract, format, loadDocument]).toEqual(['function', 'jpeg', 'function']);
  });

  it('leaves out what nothing reads at run time, but no licence', async () => {
    const files = await readdir(layer, { recursive: true });
    expect(files.filter((file) => /\.(d\.ts|map|cc)$/.test(file))).toEqual([]);
    expect(files).toContain('nodejs/LICENCES.md');
    expect(files).toContain('nodejs/node_modules/sharp/LICENSE');
    expect(files).toContain('nodejs/node_modules/@img/sharp-libvips-linux-x64/README.md');
    expect(files.filter((file) => file.includes('wasm32') || file.includes('bare-'))).toEqual([]);
  });

  it('is used again while the versions stay', async () => {
    const before = await stat(layer);
    expect(buildChromiumLayer(folder)).toBe(layer);
    expect((await stat(layer)).ino).toBe(before.ino);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
