import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { heldFolders } from '../../functions/domain/held-path.ts';
import { CALLBACK_FILE_MS } from '../../functions/domain/kept-times.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { removalPolicy } from './removal-policy.ts';

export interface PrivateBucketProps {
  readonly config: StageConfig;
  readonly bucketName: string;
}

const HOURS_A_DAY = 24;
const HOUR_MS = 3_600_000;

/** S3 counts in days and from midnight on: one more, so that nothing goes before its time. */
const daysOf = (hours: number): Duration => Duration.days(Math.ceil(hours / HOURS_A_DAY) + 1);

/**
 * The files of captures that are not published. The sweeper deletes them in time and reads refuse them at once; what both
 * missed ends by the rules of the bucket.
 */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { config, bucketName }: PrivateBucketProps) {
    const privateHours = config.privateRetentionHours;
    super(scope, id, {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: config.tlsOnly,
      removalPolicy: removalPolicy[config.removalPolicy],
      // Pages that may call the API follow its redirect to a large file; their origin is `null` by then, and who has the
      // signed address may read the file anyhow.
      ...(config.browserOrigins.length > 0 && {
        cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'] }],
      }),
      lifecycleRules: [
        { id: 'private', prefix: `${heldFolders.private}/`, expiration: daysOf(privateHours) },
        {
          id: 'callback',
          prefix: `${heldFolders.callback}/`,
          expiration: daysOf(Math.max(privateHours, CALLBACK_FILE_MS / HOUR_MS)),
        },
      ],
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'An access log has the keys of objects, which are the tokens: it would outlive the files it speaks of.',
    });
  }
}
