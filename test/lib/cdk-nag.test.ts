import { type App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import { stageApp } from './stage-app.ts';

/** A rule of cdk-nag that does not hold at a construct. */
interface Finding {
  readonly rule: string;
  readonly at: string;
  readonly isError: boolean;
}
/** A finding that is left as it is, at a construct and in all that is in it. */
interface Acknowledged {
  readonly rule: string;
  readonly at: string;
  readonly reason: string;
}

/** Takes what is acknowledged off the constructs, so that the packs find that, too. */
const takeAcknowledged = (app: App): readonly Acknowledged[] =>
  app.node.findAll().flatMap((construct: IConstruct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }: { data: Record<string, string> }) =>
        Object.entries(data).map(([name, reason]) => {
          delete data[name];
          return { rule: name.replace(/^annotation::/i, ''), at: construct.node.path, reason };
        }),
      )
      .filter(({ rule }) => /^(AwsSolutions|Serverless)-/.test(rule)),
  );

const findingsOf = (app: App): readonly Finding[] =>
  [new AwsSolutionsChecks(), new ServerlessChecks()].flatMap((pack) =>
    pack.validateScope(app).violations.flatMap(({ ruleName, severity, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        rule: ruleName,
        at: constructPath,
        isError: severity === 'error',
      })),
    ),
  );

const covers = (one: Acknowledged, { rule, at }: Finding): boolean =>
  one.rule === rule && (at === one.at || at.startsWith(`${one.at}/`));
const shown = ({ rule, at }: Finding | Acknowledged): string => `${rule} at ${at}`;

const everywhere: Partial<StageConfig> = {
  renderRegions: ['fr-paris', 'ca-montreal', 'sg-singapore', 'au-sydney', 'vn-hanoi'],
  regionExits: { 'vn-hanoi': 'socks5://exit.example.net:1080' },
  browserOrigins: ['*'],
  resultRetentionDays: 30,
};

// The local stage goes to no AWS: its engine speaks plain HTTP with itself, which these packs would not have.
type StageOptions = Parameters<typeof stageApp>[1];

describe.each<[name: string, context: Readonly<Record<string, string>>, options?: StageOptions]>([
  ['prod', { stage: 'prod' }],
  ['prod in every region and with every option', { stage: 'prod' }, { changes: everywhere }],
  ['prod of an account that is not known yet', { stage: 'prod' }, { account: null }],
  ['dev', { stage: 'dev' }],
  ['dev without CloudFront', { stage: 'dev', delivery: 'none' }],
  ['dev without access logs', { stage: 'dev' }, { changes: { accessLogs: false } }],
])('%s', (_name, context, options) => {
  const { app } = stageApp(context, options);
  const acknowledged = takeAcknowledged(app);
  const findings = findingsOf(app);

  test('has been looked at', () => {
    expect(findings.length).toBeGreaterThan(50);
    expect(acknowledged.length).toBeGreaterThan(20);
  });
  test('has no error that is not acknowledged', () => {
    const open = findings.filter((one) => one.isError && !acknowledged.some((other) => covers(other, one)));
    expect(open.map(shown)).toEqual([]);
  });
  test('acknowledges nothing without a reason', () => {
    expect(acknowledged.filter(({ reason }) => !/^[A-Z].{30,}\.$/.test(reason)).map(shown)).toEqual([]);
  });
  test('acknowledges nothing that there is not', () => {
    const idle = acknowledged.filter((one) => !findings.some((finding) => covers(one, finding)));
    expect(idle.map(shown)).toEqual([]);
  });
});
