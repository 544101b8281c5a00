import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { StageConfig } from '../config/stage-config.ts';

/** A stage's removal policy for what holds data. What a failed first deployment made is removed in any case. */
export const removalPolicy = {
  retain: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  destroy: RemovalPolicy.DESTROY,
} as const satisfies Record<StageConfig['removalPolicy'], RemovalPolicy>;
