import { describe, expect, test } from 'vitest';
import {
  LEASE_SECONDS,
  RENDER_FUNCTION_SECONDS,
  RENDER_MAX_RECEIVES,
} from '../../functions/domain/time-limits.ts';
import { stages } from '../../lib/config/stages.ts';
import { propertiesOf, synthesize } from './synthesize.ts';

const { render: prod } = synthesize({ stage: 'prod' });
const { render: local } = synthesize({ stage: 'local' });
const only = (type: string) => {
  const found = Object.values(propertiesOf(prod, type));
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};
const queue = (name: string) =>
  Object.values(propertiesOf(prod, 'AWS::SQS::Queue')).find(({ QueueName }) => QueueName === name) ?? {};

describe('the queue', () => {
  test('hides a message for longer than the function and the lease can last', () => {
    const { VisibilityTimeout: visible } = queue('snapstack-prod-render');
    expect(visible).toBeGreaterThan(LEASE_SECONDS);
    expect(visible).toBeGreaterThan(Number(only('AWS::Lambda::Function')['Timeout']));
  });

  test('gives up on a message after the agreed receives and keeps it for two weeks', () => {
    expect(queue('snapstack-prod-render')['RedrivePolicy']).toMatchObject({
      maxReceiveCount: RENDER_MAX_RECEIVES,
    });
    expect(queue('snapstack-prod-render-dead-letters')['MessageRetentionPeriod']).toBe(14 * 24 * 3_600);
  });

  test('feeds one message at a time to as many functions as the stage has slots, and hears what failed', () => {
    expect(only('AWS::Lambda::EventSourceMapping')).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: stages.prod.renderSlots },
    });
  });

  test('refuses plain HTTP on AWS', () => {
    prod.resourcePropertiesCountIs(
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: {
          Statement: [
            { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ],
        },
      },
      2,
    );
  });
});

describe('the function', () => {
  test('runs where the browser of the layer runs, with room for it to unpack', () => {
    expect(only('AWS::Lambda::Function')).toMatchObject({
      FunctionName: 'snapstack-prod-render',
      Runtime: 'nodejs24.x',
      Architectures: ['x86_64'],
      Timeout: RENDER_FUNCTION_SECONDS,
      MemorySize: stages.prod.renderMemory,
      EphemeralStorage: { Size: 1_024 },
    });
    expect(only('AWS::Lambda::Function')['Layers']).toHaveLength(1);
    expect(only('AWS::Lambda::LayerVersion')).toMatchObject({
      CompatibleArchitectures: ['x86_64'],
      CompatibleRuntimes: ['nodejs24.x'],
    });
  });

  test('reports how many slots there are, as they are', () => {
    local.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { RENDER_SLOTS: String(stages.local.renderSlots) } },
    });
    local.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: stages.local.renderSlots },
    });
  });
});
