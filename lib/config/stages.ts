import type * as z from 'zod';
import type { stageConfig } from './stage-config.ts';

type Settings = z.input<typeof stageConfig>;

const plans = {
  free: { monthlyQuota: 200, inflightCap: 3, batchLimit: 500 },
  pro: { monthlyQuota: 10_000, inflightCap: 50, batchLimit: 5_000 },
};

const onAws = {
  region: 'eu-west-3',
  renderRegions: ['fr-paris'],
  accessLogs: true,
  plans,
  egressAllow: [],
  browserOrigins: [],
  // Two cores: one for the page, one for the picture.
  renderMemory: 3_538,
  chromiumSingleProcess: false,
  delivery: 'cloudfront',
  tlsOnly: true,
} satisfies Partial<Settings>;

/** The stages as data; read-stage.ts checks them. To deploy your own, change one or add one. */
export const stages = {
  local: {
    ...onAws,
    stage: 'local',
    removalPolicy: 'destroy',
    pointInTimeRecovery: false,
    logRetentionDays: 1,
    accessLogs: false,
    apiThrottle: { rate: 1_000, burst: 2_000 },
    // A batch is not to fill the few slots of a machine for long, so that others' captures come in between.
    plans: { free: plans.free, pro: { ...plans.pro, inflightCap: 6 } },
    // The engine runs on the developer's machine: two cores' worth, and one more for while they wait for an answer.
    renderSlots: 3,
    // Each is a Node process of the engine.
    callbackSlots: 10,
    // For a look at the options; no picture of a developer's machine is from Hanoi.
    anyRegionFromHere: true,
    // Its CloudFront reads S3 without TLS, and it serves plain HTTP on a loopback port.
    tlsOnly: false,
  },
  dev: {
    ...onAws,
    stage: 'dev',
    removalPolicy: 'destroy',
    pointInTimeRecovery: false,
    logRetentionDays: 7,
    apiThrottle: { rate: 100, burst: 200 },
    renderSlots: 5,
    callbackSlots: 10,
  },
  prod: {
    ...onAws,
    stage: 'prod',
    removalPolicy: 'retain',
    pointInTimeRecovery: true,
    logRetentionDays: 30,
    apiThrottle: { rate: 1_000, burst: 2_000 },
    renderSlots: 50,
    callbackSlots: 50,
  },
} satisfies Record<string, Settings>;
