import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { removalPolicy } from './removal-policy.ts';

export interface ImageBucketProps {
  readonly config: StageConfig;
  readonly bucketName: string;
  /** True lets anybody read an object whose name they know; nobody may list. */
  readonly publicRead: boolean;
}

/** The bucket of hosted pictures. Nothing of it expires by itself: what is past its time is deleted by the sweeper. */
export class ImageBucket extends Bucket {
  constructor(scope: Construct, id: string, { config, bucketName, publicRead }: ImageBucketProps) {
    super(scope, id, {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      blockPublicAccess: publicRead ? BlockPublicAccess.BLOCK_ACLS_ONLY : BlockPublicAccess.BLOCK_ALL,
      enforceSSL: config.tlsOnly,
      removalPolicy: removalPolicy[config.removalPolicy],
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'An access log has the keys of objects, which are the tokens: who reads the log could read every result.',
    });
    if (!publicRead) return;
    this.grantPublicAccess('*', 's3:GetObject');
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S2',
      reason:
        'A stage without CloudFront serves its results from here, to who knows their token; nobody may list.',
    });
  }
}
