import { describe, expect, test } from 'vitest';
import { outlookOf, regionExits } from '../../functions/domain/region-exit.ts';
import { renderRegionNames } from '../../functions/domain/render-region-names.ts';

const strict = { exits: {}, isForgiving: false };

describe('the way out for a region', () => {
  test('is the stage’s own for the default region', () => {
    expect(outlookOf('fr-paris', strict)).toEqual({ isElsewhere: false });
  });

  test.each(renderRegionNames.slice(1))('is none for %s without an exit: the capture fails', (region) => {
    expect(() => outlookOf(region, strict)).toThrow(expect.objectContaining({ code: 'region_unavailable' }));
  });

  test('is from here, and said to be, where the stage forgives', () => {
    expect(outlookOf('vn-hanoi', { exits: {}, isForgiving: true })).toEqual({ isElsewhere: true });
  });

  test('is the exit that the stage has for it, the default region’s too', () => {
    const exits = { 'vn-hanoi': 'socks5://exit.example.net:1080', 'fr-paris': 'socks5://[2001:db8::1]:1081' };
    expect(outlookOf('vn-hanoi', { exits, isForgiving: false })).toEqual({
      exit: { host: 'exit.example.net', port: 1080 },
      isElsewhere: false,
    });
    expect(outlookOf('fr-paris', { exits, isForgiving: false }).exit).toEqual({
      host: '2001:db8::1',
      port: 1081,
    });
  });
});

test.each([
  'http://exit.example.net:1080',
  'socks5://user:pass@exit.example.net:1080',
  'socks5://exit.example.net',
])('%s is no exit', (exit) => {
  expect(regionExits.safeParse({ 'vn-hanoi': exit }).success).toBe(false);
});
