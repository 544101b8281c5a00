import { describe, expect, test, vi } from 'vitest';
import { heldPath } from '../../functions/domain/held-path.ts';
import { log } from '../../functions/runtime/log.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { batchRig } from '../support/batch-rig.ts';
import { NOON } from '../support/builders.ts';
import { memoryTables, scriptedRenderer, somePicture } from '../support/memory-ports.ts';

const url = 'https://canary-host.example.com/canary-path?canary-url';
const secrets = {
  http_auth: { user: 'ada', pass: 'canary-pass' },
  cookies: [{ name: 'session', value: 'canary-cookie' }],
  callback_url: 'https://hooks.example.net/',
  callback_secret: 'canary-secret',
};
const pro = { plan: 'pro' } as const;

const setUp = () => {
  const rig = batchRig(pro);
  const inputs: object[] = [];
  const dying: Error[] = [];
  const renderer = {
    ...scriptedRenderer(async () => somePicture({ finalUrl: `${url}#end`, pageTitle: 'canary-title' })),
  };
  const render = (token: string) =>
    renderCapture(
      {
        ...rig.deps,
        log,
        renderer: {
          ...renderer,
          render: async (options, beside) => {
            inputs.push(beside.inputs);
            const death = dying.pop();
            if (death !== undefined) throw death;
            return renderer.render(options, beside);
          },
        },
      },
      token,
    );
  const stored = () => JSON.stringify([...rig.service.dynamo.tables.get(memoryTables.captures).values()]);
  return { ...rig, render, stored, inputs, dying, asked: renderer.asked };
};

describe('a request with secrets', () => {
  test('is stored without any of them, and rendered with all', async () => {
    const { submit, render, stored, inputs, asked, rows, service } = setUp();
    const { token } = await submit({ url, private: true, ...secrets });
    expect(stored()).not.toContain('canary');
    expect(service.envelopes.created).toEqual([token]);
    await render(token);
    expect(asked).toEqual([url]);
    expect(inputs).toEqual([{ http_auth: secrets.http_auth, cookies: secrets.cookies }]);
    expect(stored()).not.toContain('canary');
    const [row] = rows();
    // Not needed any more; the secret is, until the result is delivered.
    expect(row?.sealed).not.toHaveProperty('inputs');
    expect(row?.sealed).toHaveProperty('secret');
    expect(row).toMatchObject({
      status: 'done',
      inputsErased: true,
      callback: { state: 'pending', dueAt: NOON },
    });
    expect([...service.images.files.keys()]).toEqual([]);
    expect([...service.held.files.keys()]).toEqual([row && heldPath(row)]);
  });

  test('leaves none of them in the row or the log when an attempt at it dies, and the next has all of them', async () => {
    const { submit, render, stored, inputs, dying } = setUp();
    const { token } = await submit({ url, private: true, ...secrets });
    const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    dying.push(
      new Error(`Protocol error: ${url} sent Authorization to ${secrets.callback_url}?canary-secret`),
    );
    expect(await render(token)).toMatchObject({ againIn: expect.any(Number) });
    expect(stored()).not.toContain('canary');
    await render(token);
    const lines = logged.mock.calls.map(([line]) => String(line));
    logged.mockRestore();
    expect(lines.join('')).toContain('attempt_failed');
    expect(lines.join('')).not.toContain('canary');
    expect(inputs).toHaveLength(2);
    expect(inputs[1]).toEqual(inputs[0]);
  });

  test('asks for no key when it has none of them', async () => {
    const { submit, service } = setUp();
    await submit({ url });
    expect(service.envelopes.created).toEqual([]);
  });

  test('in a batch is sealed under one key, each job for itself', async () => {
    const { send, stored, rows, service } = setUp();
    await send({ ...secrets, jobs: [{ url }, { url: `${url}2`, private: true }] });
    expect(service.envelopes.created).toHaveLength(1);
    expect(stored()).not.toMatch(/canary-(pass|cookie|secret)/);
    const [first, second] = rows();
    if (first?.sealed === undefined || second === undefined) throw new Error('nothing is sealed');
    const envelope = await service.envelopes.open(first.accountId, first.sealed);
    expect(envelope.open(first.token, 'secret', first.sealed.secret ?? '')).toBe('canary-secret');
    expect(() => envelope.open(second.token, 'secret', first.sealed?.secret ?? '')).toThrow();
  });

  test('of which nobody can keep the secrets changes nothing', async () => {
    const { submit, service, rows, used } = setUp();
    service.envelopes.broken = true;
    await expect(submit({ url, ...secrets })).rejects.toThrow('KMS is down');
    expect([rows().length, used()]).toEqual([0, 0]);
  });
});
