import { describe, expect, it } from 'vitest';
import { chromiumArgs } from '../../../functions/render/browser/chromium-args.ts';

const args = chromiumArgs({ profile: '/tmp/profile', sandbox: false, webgl: true });

describe('chromiumArgs', () => {
  it.each([
    '--disable-web-security',
    '--allow-running-insecure-content',
    '--disable-site-isolation-trials',
    '--single-process',
    '--ignore-certificate-errors',
    '--remote-debugging-port',
  ])('never has %s', (flag) => {
    expect(args.filter((arg) => arg.startsWith(flag))).toEqual([]);
  });

  it.each([
    '--remote-debugging-pipe',
    '--proxy-bypass-list=<-loopback>',
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--proxy-server=http://127.0.0.1:9',
  ])('always has %s', (flag) => {
    expect(args).toContain(flag);
  });

  it('has every flag once', () => {
    const names = args.map((arg) => arg.split('=')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keeps the sandbox where there is one', () => {
    expect(chromiumArgs({ profile: '/tmp/profile', sandbox: true, webgl: true })).not.toContain(
      '--no-sandbox',
    );
  });

  it('gives a browser of one process the one proxy of its capture', () => {
    const single = chromiumArgs({
      profile: '/tmp/profile',
      sandbox: false,
      webgl: true,
      singleProcessProxy: 'http://127.0.0.1:4321',
    });
    expect(single).toContain('--single-process');
    expect(single).toContain('--proxy-server=http://127.0.0.1:4321');
    expect(single).not.toContain('--proxy-server=http://127.0.0.1:9');
  });
});
