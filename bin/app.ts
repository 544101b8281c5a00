import { App } from 'aws-cdk-lib/core';
import { readStage, SettingsError } from '../lib/config/read-stage.ts';
import { deployedCode } from '../lib/constructs/function-code.ts';
import { serviceStage } from '../lib/service-stage.ts';

// The CDK app: `npm run cdk -- deploy --all -c stage=dev`. Settings that are not right are said without a stack trace.
const synthesize = (): void => {
  const app = new App();
  const config = readStage((name) => app.node.tryGetContext(name));
  serviceStage(app, { config, code: deployedCode, account: process.env['CDK_DEFAULT_ACCOUNT'] });
};

try {
  synthesize();
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exitCode = 1;
}
