import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { ImageBucket } from '../constructs/image-bucket.ts';
import { ImageDistribution } from '../constructs/image-distribution.ts';

export interface DeliveryStackProps extends StackProps {
  readonly config: StageConfig;
}

/** The static host: the bucket of hosted pictures, and CloudFront before it unless the stage does without. */
export class DeliveryStack extends Stack {
  /** Where callers find pictures, without a trailing slash. */
  readonly staticUrl: string;

  constructor(scope: Construct, id: string, { config, ...props }: DeliveryStackProps) {
    super(scope, id, props);
    const { imageBucket: bucketName } = physicalNames(config, this.account);
    const publicRead = config.delivery === 'none';
    const bucket = new ImageBucket(this, 'Images', { config, bucketName, publicRead });
    const ownUrl = publicRead
      ? `https://s3.${this.region}.${this.urlSuffix}/${bucketName}`
      : this.distribute(config, bucket);
    this.staticUrl = config.staticUrl ?? ownUrl;
    new CfnOutput(this, 'StaticUrl', { value: this.staticUrl });
    new CfnOutput(this, 'ImageBucket', { value: bucket.bucketName });
  }

  private distribute(config: StageConfig, bucket: ImageBucket): string {
    const { distribution } = new ImageDistribution(this, 'StaticHost', { config, bucket });
    new CfnOutput(this, 'DistributionDomain', { value: distribution.distributionDomainName });
    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    return `https://${distribution.distributionDomainName}`;
  }
}
