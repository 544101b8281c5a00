import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderDependencies } from '../../functions/runtime/render-dependencies.ts';
import { somePlans } from '../support/builders.ts';

const standard = 'https://sqs.eu-west-3.amazonaws.com/123456789012/snapstack-prod-render';
const priority = `${standard}-priority`;
const arnOf = (url: string) => `arn:aws:sqs:eu-west-3:123456789012:${url.split('/').at(-1)}`;

beforeEach(() => {
  const variables = {
    ACCOUNTS_TABLE: 'accounts',
    CAPTURES_TABLE: 'captures',
    HOME_REGION: 'eu-west-3',
    AWS_REGION: 'eu-west-3',
    IMAGE_BUCKET: 'images',
    PRIVATE_BUCKET: 'private',
    PRIVATE_RETENTION_HOURS: '24',
    SEALING_KEY_ARN: 'arn:aws:kms:eu-west-3:123456789012:alias/snapstack-prod-sealing',
    EGRESS_ALLOW: '[]',
    REGION_EXITS: '{}',
    BROWSER_MEMORY_MB: '2138',
    PLANS: JSON.stringify(somePlans),
    RENDER_QUEUE_URL: standard,
    RENDER_SLOTS: '38',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

describe('a message of the render worker', () => {
  test('comes back to the queue that it is from, though one name begins with the other', () => {
    vi.stubEnv('PRIORITY_QUEUE_URL', priority);
    vi.stubEnv('PRIORITY_SLOTS', '12');
    const { queueUrlOf } = renderDependencies('/var/task');
    expect(queueUrlOf(arnOf(standard))).toBe(standard);
    expect(queueUrlOf(arnOf(priority))).toBe(priority);
  });

  test('comes back to the only queue where there is one', () => {
    expect(renderDependencies('/var/task').queueUrlOf(arnOf(standard))).toBe(standard);
  });
});

test('results are kept for good, or for as many days as the stage says', () => {
  expect(renderDependencies('/var/task').retention.retentionMs).toBeUndefined();
  vi.stubEnv('RESULT_RETENTION_DAYS', '7');
  expect(renderDependencies('/var/task').retention.retentionMs).toBe(7 * 86_400_000);
});
