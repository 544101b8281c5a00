import { z } from 'zod';
import { readJson } from './json-file.ts';
import { Refusal } from './refusal.ts';

const outputs = z.object({
  RestApiId: z.string(),
  ApiStageName: z.string(),
  DistributionDomain: z.string().optional(),
  ImageBucket: z.string(),
});

/** What the deployed stacks say about themselves, as far as the fronts need it. */
export interface DeployedStack {
  readonly restApiId: string;
  readonly apiStageName: string;
  /** Absent without CloudFront. */
  readonly distributionDomain?: string | undefined;
  readonly imageBucketName: string;
}

/** Reads the file that `cdk deploy --outputs-file` wrote. Throws Refusal when outputs are missing from it. */
export function readDeployedStack(file: string): DeployedStack {
  const byStack = readJson<Record<string, Record<string, string>>>(file) ?? {};
  const parsed = outputs.safeParse(Object.assign({}, ...Object.values(byStack)));
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Refusal(`The deployed stacks lack outputs (${names}): see lib/, which must export them.`);
  }
  const { RestApiId, ApiStageName, DistributionDomain, ImageBucket } = parsed.data;
  return {
    restApiId: RestApiId,
    apiStageName: ApiStageName,
    distributionDomain: DistributionDomain,
    imageBucketName: ImageBucket,
  };
}
