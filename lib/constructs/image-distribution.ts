import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations, Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { imagePathGuard } from './image-path-guard.ts';

/** Every status that CloudFront can be told not to keep. */
const errorStatuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const responseHeaders = (scope: Construct, config: StageConfig): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    // Pictures bring their own; what does not is an error.
    customHeadersBehavior: {
      customHeaders: [{ header: 'cache-control', value: 'no-store', override: false }],
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      ...(config.tlsOnly && {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      }),
    },
  });

export interface ImageDistributionProps {
  readonly config: StageConfig;
  readonly bucket: Bucket;
}

/** CloudFront before the bucket of hosted pictures. */
export class ImageDistribution extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { config, bucket }: ImageDistributionProps) {
    super(scope, id);
    const guard = new EdgeFunction(this, 'PathGuard', {
      code: FunctionCode.fromInline(imagePathGuard),
      runtime: FunctionRuntime.JS_2_0,
    });
    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'The path guard lets no listing through.',
    );
    this.distribution = new Distribution(this, 'Distribution', {
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        // Without the right to list, S3 answers 403 for an object that does not exist. The assertion is there because
        // the CDK's own types do not hold under exactOptionalPropertyTypes.
        origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        // Pictures are compressed already.
        compress: false,
        responseHeadersPolicy: responseHeaders(this, config),
        viewerProtocolPolicy: config.tlsOnly
          ? ViewerProtocolPolicy.REDIRECT_TO_HTTPS
          : ViewerProtocolPolicy.ALLOW_ALL,
        functionAssociations: [{ function: guard, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      errorResponses: errorStatuses.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'An access log has the paths, which are the tokens: who reads the log could read every result.',
      },
      {
        id: 'AwsSolutions-CFR4',
        reason:
          'The certificate of cloudfront.net comes with its own choice of TLS versions; a stage has no domain of its own.',
      },
    );
  }
}
