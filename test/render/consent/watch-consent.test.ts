import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { watchConsent } from '../../../functions/render/consent/watch-consent.ts';

/** A page whose one document runs the script. */
const watched = async () => {
  const session = Object.assign(new EventEmitter(), { send: async () => ({}) });
  const part = { session: session as unknown as CDPSession, type: 'page', targetId: 'main', url: '' };
  const watch = await watchConsent(
    { greet: async (greet) => void (await greet(part)), parts: () => [part] },
    { script: '', config: {} as never, rules: () => [], snippet: () => undefined },
  );
  session.emit('Runtime.executionContextCreated', {
    context: { id: 1, auxData: { frameId: 'main', isDefault: false } },
  });
  const says = (message: object) =>
    session.emit('Runtime.bindingCalled', {
      name: 'snapstackConsent',
      payload: JSON.stringify(message),
      executionContextId: 1,
    });
  return { says, progress: watch.progress };
};

it('keeps the first answer, and goes on telling what the rules are at', async () => {
  const { says, progress } = await watched();
  says({ type: 'popupFound', cmp: 'first' });
  expect(progress()).toMatchObject({ answering: 'first', answered: undefined });
  says({ type: 'autoconsentDone', cmp: 'first' });
  says({ type: 'popupFound', cmp: 'second' });
  expect(progress()).toMatchObject({ answering: 'second', answered: 'first' });
  says({ type: 'autoconsentDone', cmp: 'second' });
  expect(progress()).toMatchObject({ answering: undefined, answered: 'first' });
});

it('is at nothing any more when the rules have failed', async () => {
  const { says, progress } = await watched();
  says({ type: 'popupFound', cmp: 'first' });
  says({ type: 'optOutResult', cmp: 'first', result: false });
  expect(progress()).toEqual({ answering: undefined, answered: undefined, failed: 'first' });
});
