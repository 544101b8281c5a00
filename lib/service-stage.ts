import type { App } from 'aws-cdk-lib/core';
import { renderRegions } from './config/render-regions.ts';
import type { StageConfig } from './config/stage-config.ts';
import type { FunctionCode } from './constructs/function-code.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { CallbackStack } from './stacks/callback-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { DeliveryStack } from './stacks/delivery-stack.ts';
import { RenderRegionStack } from './stacks/render-region-stack.ts';
import { UpkeepStack } from './stacks/upkeep-stack.ts';

export interface ServiceStageProps {
  readonly config: StageConfig;
  readonly code: FunctionCode;
  /** An AWS account id; without one the stage can be deployed to any account. */
  readonly account?: string | undefined;
}

/**
 * Every stack of a stage. They know each other by derived names, so that they can be deployed side by side; the callbacks'
 * alone waits for the tables, whose stream has a name that cannot be derived.
 */
export const serviceStage = (app: App, { config, code, account }: ServiceStageProps) => {
  const at = (region: string) => ({
    config,
    env: { region, ...(account !== undefined && { account }) },
  });
  const id = (part: string): string => `snapstack-${config.stage}-${part}`;
  const home = at(config.region);
  const awsRegions = [...new Set(config.renderRegions.map((region) => renderRegions[region]))];

  const data = new DataStack(app, id('data'), home);
  const delivery = new DeliveryStack(app, id('delivery'), home);
  const renderers = awsRegions.map(
    (region) => new RenderRegionStack(app, id(`render-${region}`), { ...at(region), code }),
  );
  const upkeep = new UpkeepStack(app, id('upkeep'), { ...home, code });
  const callbacks = new CallbackStack(app, id('callbacks'), {
    ...home,
    code,
    capturesStreamArn: data.capturesStreamArn,
  });
  const api = new ApiStack(app, id('api'), { ...home, code, staticUrl: delivery.staticUrl });
  return { data, delivery, renderers, upkeep, callbacks, api };
};
