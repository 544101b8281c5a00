import { type Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** The layer with the browser's fonts. Beside that of Chromium, so that a change of one does not upload both. */
export class FontLayer extends LayerVersion {
  constructor(scope: Construct, id: string, code: Code) {
    super(scope, id, { code, compatibleRuntimes: [Runtime.NODEJS_24_X] });
  }
}
