import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
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
    if (publicRead) this.grantPublicAccess('*', 's3:GetObject');
  }
}
