import { expect, test } from 'vitest';
import { apiRoute, staticRoute } from '../../bin/local/engine-routes.ts';

const endpoint = 'http://127.0.0.1:4566';
const stack = {
  restApiId: 'abc123',
  apiStageName: 'live',
  distributionDomain: 'd1.cloudfront.net',
  imageBucketName: 'pics',
};

test('the API is reached without its stage in the path', () => {
  expect(apiRoute(endpoint, stack).path('/capture?x=1')).toBe('/_aws/execute-api/abc123/live/capture?x=1');
  expect(apiRoute(endpoint, stack).host).toBe('127.0.0.1:4566');
});

test('CloudFront is reached by its name', () => {
  const route = staticRoute(endpoint, stack);
  expect(route.host).toBe('d1.cloudfront.net');
  expect(route.path('/a/ab/abc.jpg?v=2')).toBe('/a/ab/abc.jpg?v=2');
});

test('CloudFront says 404 for what is not there, although the engine says 403', () => {
  const { status } = staticRoute(endpoint, stack);
  expect([200, 304, 403, 416].map((engineStatus) => status?.(engineStatus))).toEqual([200, 304, 404, 416]);
});

test('without CloudFront pictures come from the bucket', () => {
  const route = staticRoute(endpoint, { ...stack, distributionDomain: undefined });
  expect(route.host).toBe('127.0.0.1:4566');
  expect(route.path('/a/ab/abc.jpg')).toBe('/pics/a/ab/abc.jpg');
});

test.each([
  '/_ministack/reset',
  '/_ministack/health',
  '/_localstack/health',
  '/health',
  '/v2/',
  '/iceberg/v1',
  '/',
  '//',
])('the engine is not reached through the static host by %s', (path) => {
  expect(staticRoute(endpoint, stack).path(path)).toBe('/0/absent');
});
