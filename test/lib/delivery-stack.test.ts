import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Format, formats } from '../../functions/domain/formats.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';
import { type Properties, propertiesOf, synthesize } from './synthesize.ts';

const { delivery: prod } = synthesize({ stage: 'prod' });
const { delivery: local } = synthesize({ stage: 'local' });
const without = synthesize({ stage: 'dev', delivery: 'none' });

const statements = (template: typeof prod): readonly Properties[] =>
  Object.values(propertiesOf(template, 'AWS::S3::BucketPolicy')).flatMap(
    ({ PolicyDocument }) => (PolicyDocument as { Statement: readonly Properties[] }).Statement,
  );
const allowing = (template: typeof prod) => statements(template).filter(({ Effect }) => Effect === 'Allow');
const config = (template: typeof prod) =>
  Object.values(propertiesOf(template, 'AWS::CloudFront::Distribution'))[0]?.['DistributionConfig'];

describe('the bucket behind CloudFront', () => {
  test('is private, encrypted and without access lists', () => {
    prod.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: 'snapstack-prod-images-123456789012-eu-west-3',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
  });

  test('is read by its own distribution alone, which may list so that S3 says 404 for what is missing', () => {
    expect(allowing(prod)).toMatchObject([
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      },
    ]);
  });

  test('refuses plain HTTP on AWS', () => {
    expect(statements(prod)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  test('stays when its stack goes, in production', () => {
    prod.allResources('AWS::S3::Bucket', { DeletionPolicy: 'RetainExceptOnCreate' });
    local.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  });
});

describe('the distribution', () => {
  test('signs its requests to S3, reads only, and sends plain HTTP to HTTPS on AWS', () => {
    expect(config(prod)).toMatchObject({
      DefaultCacheBehavior: { AllowedMethods: ['GET', 'HEAD'], ViewerProtocolPolicy: 'redirect-to-https' },
      Origins: [{ OriginAccessControlId: expect.anything() }],
    });
    expect(config(local)).toMatchObject({ DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all' } });
  });

  test('keeps no error', () => {
    const { CustomErrorResponses: errors } = config(prod) as { CustomErrorResponses: readonly Properties[] };
    expect(errors.map(({ ErrorCode }) => ErrorCode)).toEqual(expect.arrayContaining([403, 404, 500, 503]));
    expect(errors.every(({ ErrorCachingMinTTL }) => ErrorCachingMinTTL === 0)).toBe(true);
  });

  test('adds nosniff, and no-store where the picture’s own caching is missing', () => {
    const headers = {
      SecurityHeadersConfig: { ContentTypeOptions: { Override: true } },
      CustomHeadersConfig: { Items: [{ Header: 'cache-control', Value: 'no-store', Override: false }] },
    };
    for (const template of [prod, local]) {
      template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
        ResponseHeadersPolicyConfig: headers,
      });
    }
  });

  test('tells browsers to stay with HTTPS on AWS only', () => {
    const security = (template: typeof prod) =>
      JSON.stringify(propertiesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(security(prod)).toContain('"AccessControlMaxAgeSec":31536000');
    expect(security(local)).not.toContain('StrictTransportSecurity');
  });
});

describe('the path guard', () => {
  const [guard] = Object.values(propertiesOf(prod, 'AWS::CloudFront::Function'));
  const answer = (uri: string): unknown =>
    runInNewContext(`${guard?.['FunctionCode']}; handler(event)`, { event: { request: { uri } } });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
  const token = fc.string({ unit: fc.constantFrom(...letters), minLength: 32, maxLength: 32 });
  const format = fc.constantFrom(...(Object.keys(formats) as Format[]));

  test('lets the path of every result and preview through, as it is', () => {
    fc.assert(
      fc.property(token, format, (one, its) => {
        for (const uri of [`/${imagePath(one, its)}`, `/${previewPath(one)}`]) {
          expect(answer(uri)).toEqual({ uri });
        }
      }),
    );
  });

  test.each([
    '/',
    '/index.html',
    '/a/',
    '/a/ab/',
    `/a/ab/ab${'c'.repeat(30)}`,
    `/a/ab/ab${'c'.repeat(30)}.gif`,
    `/a/ab/ab${'c'.repeat(30)}.jpg/`,
    `/a/ab/ab${'c'.repeat(30)}.jpg\n`,
    `/a/ab/ab${'c'.repeat(30)}_p.jpg`,
    `/a/ab/ab${'c'.repeat(29)}.jpg`,
    `/a/ab/ab${'c'.repeat(31)}.jpg`,
    `/a/ab/ax${'c'.repeat(30)}.jpg`,
    `/x/ab/ab${'c'.repeat(30)}.jpg`,
    `/a/../a/ab/ab${'c'.repeat(30)}.jpg`,
    `//a/ab/ab${'c'.repeat(30)}.jpg`,
  ])('answers 404 to %j, not to be kept', (uri) => {
    expect(answer(uri)).toMatchObject({
      statusCode: 404,
      headers: { 'cache-control': { value: 'no-store' } },
    });
  });

  test('is within what a CloudFront Function may have', () => {
    expect(String(guard?.['FunctionCode']).length).toBeLessThan(10_240);
    expect(guard?.['FunctionConfig']).toMatchObject({ Runtime: 'cloudfront-js-2.0' });
  });
});

describe('without CloudFront', () => {
  test('anybody reads an object and nobody a listing', () => {
    expect(allowing(without.delivery)).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { AWS: '*' },
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }, '/*']] },
      },
    ]);
    without.delivery.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
      },
    });
  });

  test('there is nothing of CloudFront at all', () => {
    expect(JSON.stringify(without.delivery.toJSON())).not.toContain('CloudFront');
  });

  test('the API tells callers the bucket’s own URL', () => {
    const text = JSON.stringify(without.api.findResources('AWS::Lambda::Function'));
    expect(text).toContain('https://s3.eu-west-3.');
    expect(text).toContain('/snapstack-dev-images-123456789012-eu-west-3');
  });
});
