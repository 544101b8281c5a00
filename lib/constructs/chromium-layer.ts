import { Architecture, type Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** The layer with Chromium and sharp, which are too large or too native to be bundled. */
export class ChromiumLayer extends LayerVersion {
  constructor(scope: Construct, id: string, code: Code) {
    super(scope, id, {
      code,
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [Architecture.X86_64],
    });
  }
}
