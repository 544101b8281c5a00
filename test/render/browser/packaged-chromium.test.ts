import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumBinary } from '../../../functions/render/browser/chromium-binary.ts';
import { findInstalledChromium } from '../../../functions/render/browser/installed-chromium.ts';
import manifest from '../../../package.json' with { type: 'json' };

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Where the packaged browser cannot run there is nothing to unpack.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged Chromium', () => {
  it('is unpacked once and whole, however many want it at the same time', async () => {
    // What a process that was killed while it unpacked has left: no process has this id.
    const version = manifest.dependencies['@sparticuz/chromium'];
    const name = `snapstack-chromium-${version}-${process.getuid?.()}`;
    const abandoned = path.join(folder, `${name}.part-4194305-dead`);
    await mkdir(abandoned);
    const found = await Promise.all([chromiumBinary({ folder }), chromiumBinary({ folder })]);
    const paths = new Set(found.map(({ executablePath }) => executablePath));
    expect(paths.size).toBe(1);
    expect(found[0]?.kind).toBe('packaged');
    const unpacked = await stat(found[0]?.executablePath ?? '');
    expect(unpacked.size).toBeGreaterThan(100e6);
    // Nothing partial is left beside it.
    const left = await readdir(folder);
    expect(left.filter((name) => !name.includes('.part-') || name.endsWith('-dead'))).toHaveLength(
      left.length,
    );
    const whole = left.filter((name) => !name.includes('.part-')).map((name) => name.replace(/-\w+$/, ''));
    expect(whole.toSorted()).toEqual([
      `snapstack-chromium-${version}`,
      `snapstack-fonts-${process.getuid?.()}`,
    ]);
  });

  it('is used as it is by whoever comes later', async () => {
    const first = await stat((await chromiumBinary({ folder })).executablePath);
    const second = await stat((await chromiumBinary({ folder })).executablePath);
    expect(second.ino).toBe(first.ino);
  });

  it('is unpacked again when something has cleaned up behind it', async () => {
    const { executablePath } = await chromiumBinary({ folder });
    await rm(executablePath);
    expect((await stat((await chromiumBinary({ folder })).executablePath)).size).toBeGreaterThan(100e6);
  });

  it('runs with the libraries that it carries for Lambda', async () => {
    const { executablePath, env, major } = await chromiumBinary({ folder, libraries: 'packaged' });
    const { stdout } = await run('ldd', [executablePath], { env: { PATH: process.env['PATH'], ...env } });
    const nss = stdout.split('\n').find((line) => line.includes('libnss3.so'));
    expect(nss).toContain(path.join(path.dirname(executablePath), 'libraries', 'lib'));
    expect(stdout).not.toContain('not found');
    const version = await run(executablePath, ['--version'], { env });
    // What it says it is before it could be asked.
    expect(version.stdout).toMatch(new RegExp(` ${major}\\.\\d+\\.\\d+\\.\\d+`));
  });

  it('finds our fonts', async () => {
    const { env } = await chromiumBinary({ folder });
    const conf = env['FONTCONFIG_FILE'] ?? '';
    const fonts = path.join(path.dirname(conf), 'fonts');
    expect(await readFile(conf, 'utf8')).toContain(`>${fonts}<`);
    expect((await stat(path.join(fonts, 'Arimo_400Regular.ttf'))).isFile()).toBe(true);
  });
});

describe('an installed browser', () => {
  it('is found on the PATH', async () => {
    const browser = path.join(folder, 'bin', 'chromium');
    await mkdir(path.dirname(browser), { recursive: true });
    await run('cp', ['/bin/sh', browser]);
    expect(findInstalledChromium('linux', { PATH: `/nowhere:${path.dirname(browser)}` })).toBe(browser);
    expect(findInstalledChromium('darwin', { PATH: path.dirname(browser), HOME: folder })).toBe(browser);
  });

  it.runIf(process.platform === 'linux')('has our fonts too', async () => {
    const packaged = await chromiumBinary({ folder });
    const { env } = await chromiumBinary({ chromiumPath: '/bin/sh', folder });
    expect(env['FONTCONFIG_FILE']).toContain(folder);
    expect(env['FONTCONFIG_FILE']).toBe(packaged.env['FONTCONFIG_FILE']);
  });

  it('is none where there is none', () => {
    expect(findInstalledChromium('darwin', { PATH: '/nowhere', HOME: '/nowhere' })).toBeUndefined();
  });

  it('is the one that CHROMIUM_PATH names, if that is a program', async () => {
    expect(await chromiumBinary({ chromiumPath: '/bin/sh', folder })).toMatchObject({
      executablePath: '/bin/sh',
      kind: 'named',
    });
    await expect(chromiumBinary({ chromiumPath: '/etc/passwd' })).rejects.toThrow(
      'CHROMIUM_PATH is /etc/passwd, which is not a program.',
    );
  });
});
