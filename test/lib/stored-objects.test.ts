import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { formatNames } from '../../functions/domain/formats.ts';
import { heldPath } from '../../functions/domain/held-path.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';
import { heldObjects, hostedObjects } from '../../lib/constructs/stored-objects.ts';
import { someOptions } from '../support/builders.ts';

/** As IAM compares: `?` is any character. */
const isAllowed = (patterns: readonly string[], key: string): boolean =>
  patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('?', '.')}$`).test(key),
  );
const token = newCaptureToken(randomBytes);

test.each(formatNames)('what is stored of a capture as %s is what the roles may store', (format) => {
  expect(isAllowed(hostedObjects, imagePath(token, format))).toBe(true);
  expect(isAllowed(hostedObjects, previewPath(token))).toBe(true);
  const held = { token, options: someOptions({ format }) };
  expect(isAllowed(heldObjects('private'), heldPath({ ...held, callback: undefined }))).toBe(true);
  const callback = newCallback('https://hooks.example.net/');
  expect(isAllowed(heldObjects('callback'), heldPath({ ...held, callback }))).toBe(true);
});

test.each([
  ['another place', `x/${token}.jpg`],
  ['a longer name', imagePath(`${token}x`, 'jpg')],
  ['a shorter name', imagePath(token.slice(1), 'jpg')],
  ['another kind of file', imagePath(token, 'jpg').replace('.jpg', '.html')],
  ['a page', 'index.html'],
])('they may store nothing at %s', (_what, key) => {
  const all = [...hostedObjects, ...heldObjects('private'), ...heldObjects('callback')];
  expect(isAllowed(all, key)).toBe(false);
});
