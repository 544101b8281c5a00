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
const queues = (template: typeof prod) => Object.entries(propertiesOf(template, 'AWS::SQS::Queue'));
const queue = (name: string) => queues(prod).find(([, { QueueName }]) => QueueName === name)?.[1] ?? {};
/** What feeds the function, by the name of its queue. */
const feeds = (template: typeof prod) =>
  Object.fromEntries(
    Object.values(propertiesOf(template, 'AWS::Lambda::EventSourceMapping')).map((mapping) => {
      const { 'Fn::GetAtt': source = [] } = mapping['EventSourceArn'] as { 'Fn::GetAtt'?: string[] };
      const fed = queues(template).find(([id]) => id === source[0])?.[1];
      return [fed?.['QueueName'], mapping];
    }),
  );

describe.each(['snapstack-prod-render', 'snapstack-prod-render-priority'])('the queue %s', (name) => {
  test('hides a message for longer than the function and the lease can last', () => {
    const { VisibilityTimeout: visible } = queue(name);
    expect(visible).toBeGreaterThan(LEASE_SECONDS);
    expect(visible).toBeGreaterThan(Number(only('AWS::Lambda::Function')['Timeout']));
  });

  test('gives up on a message after the agreed receives and keeps it for two weeks', () => {
    expect(queue(name)['RedrivePolicy']).toMatchObject({ maxReceiveCount: RENDER_MAX_RECEIVES });
    expect(queue(`${name}-dead-letters`)['MessageRetentionPeriod']).toBe(14 * 24 * 3_600);
  });
});

describe('the queues', () => {
  test('feed one message at a time to as many functions as the stage has slots together, and hear what failed', () => {
    const feeding = (MaximumConcurrency: number) => ({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency },
    });
    expect(38 + 12).toBe(stages.prod.renderSlots);
    const found = feeds(prod);
    expect(Object.keys(found)).toHaveLength(2);
    expect(found).toMatchObject({
      'snapstack-prod-render': feeding(38),
      'snapstack-prod-render-priority': feeding(12),
    });
  });

  test('are told to the function with their slots', () => {
    const urlOf = (queueName: string) => {
      const [id] = queues(prod).find(([, { QueueName }]) => QueueName === queueName) ?? [];
      return { Ref: id };
    };
    expect(only('AWS::Lambda::Function')['Environment']).toMatchObject({
      Variables: {
        RENDER_QUEUE_URL: urlOf('snapstack-prod-render'),
        RENDER_SLOTS: '38',
        PRIORITY_QUEUE_URL: urlOf('snapstack-prod-render-priority'),
        PRIORITY_SLOTS: '12',
      },
    });
  });

  test.each(['local', 'dev'] as const)('are one where there are few slots: %s', (stage) => {
    const { render } = synthesize({ stage });
    const slots = { ScalingConfig: { MaximumConcurrency: stages[stage].renderSlots } };
    const found = feeds(render);
    expect(Object.keys(found)).toEqual([`snapstack-${stage}-render`]);
    expect(found).toMatchObject({ [`snapstack-${stage}-render`]: slots });
    const names = queues(render).map(([, { QueueName }]) => QueueName);
    expect(names.toSorted()).toEqual([`snapstack-${stage}-render`, `snapstack-${stage}-render-dead-letters`]);
    const [lambda] = Object.values(propertiesOf(render, 'AWS::Lambda::Function'));
    expect(JSON.stringify(lambda?.['Environment'])).not.toContain('PRIORITY');
  });

  test('refuse plain HTTP on AWS', () => {
    prod.resourcePropertiesCountIs(
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: {
          Statement: [
            { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ],
        },
      },
      // Two queues and their dead-letter queues.
      4,
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
  });

  test('has a layer with the browser and one with its fonts', () => {
    expect(only('AWS::Lambda::Function')['Layers']).toHaveLength(2);
    const layers = Object.values(propertiesOf(prod, 'AWS::Lambda::LayerVersion'));
    expect(layers.map(({ CompatibleArchitectures: architectures }) => architectures)).toEqual([
      ['x86_64'],
      undefined,
    ]);
    expect(layers.map(({ CompatibleRuntimes: runtimes }) => runtimes)).toEqual([
      ['nodejs24.x'],
      ['nodejs24.x'],
    ]);
  });

  test('keeps results for good, or for as many days as the stage says', () => {
    const environment = (template: typeof prod) =>
      Object.values(propertiesOf(template, 'AWS::Lambda::Function'))[0]?.['Environment'];
    expect(environment(prod)).not.toHaveProperty('Variables.RESULT_RETENTION_DAYS');
    const { render } = synthesize({ stage: 'prod' }, undefined, { resultRetentionDays: 7 });
    expect(environment(render)).toHaveProperty('Variables.RESULT_RETENTION_DAYS', '7');
  });

  test('knows what framed pictures of free accounts are marked with, where there is a mark', () => {
    const environment = (frameMark?: string) => {
      const { render } = synthesize(
        { stage: 'prod' },
        undefined,
        frameMark === undefined ? {} : { frameMark },
      );
      return Object.values(propertiesOf(render, 'AWS::Lambda::Function'))[0]?.['Environment'];
    };
    expect(environment()).toHaveProperty('Variables.FRAME_MARK', 'made with Snapstack');
    expect(environment('by us')).toHaveProperty('Variables.FRAME_MARK', 'by us');
    expect(environment('')).not.toHaveProperty('Variables.FRAME_MARK');
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
