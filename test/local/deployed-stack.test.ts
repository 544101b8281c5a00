import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDeployedStack } from '../../bin/local/deployed-stack.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  file = join(folder, 'outputs.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('gathers the outputs of all stacks', () => {
  const api = { RestApiId: 'abc', ApiStageName: 'live', ApiUrl: 'https://…' };
  writeFileSync(
    file,
    JSON.stringify({ api, delivery: { DistributionDomain: 'd1.cloudfront.net', ImageBucket: 'pics' } }),
  );
  expect(readDeployedStack(file)).toEqual({
    restApiId: 'abc',
    apiStageName: 'live',
    distributionDomain: 'd1.cloudfront.net',
    imageBucketName: 'pics',
  });
});

test('names the outputs that are missing', () => {
  writeFileSync(file, JSON.stringify({ api: { ApiStageName: 'live' } }));
  expect(() => readDeployedStack(file)).toThrow('lack outputs (RestApiId, ImageBucket)');
});
