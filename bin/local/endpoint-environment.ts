import { delimiter, dirname } from 'node:path';

/** The region and account that the local stage is deployed to; engines make both up. */
export const localRegion = 'eu-west-3';
export const localAccount = '000000000000';

/**
 * The environment of a program that talks to the engine at `endpoint`: this one's, with made-up credentials in place of
 * whatever real ones, profiles and endpoints there are, and with the project's Node first on PATH.
 */
export function endpointEnvironment(
  endpoint: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  // A proxy of this network cannot reach what listens on loopback here.
  const direct = [
    '127.0.0.1',
    'localhost',
    URL.parse(endpoint)?.hostname,
    env['NO_PROXY'] ?? env['no_proxy'],
  ];
  const noProxy = direct.filter(Boolean).join(',');
  const withoutAws = Object.entries(env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(withoutAws),
    PATH: [dirname(process.execPath), env['PATH']].join(delimiter),
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Files of this user may name a profile with other credentials or another endpoint.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    // CDK asks the endpoint for its account, which may not be up yet when templates are written.
    CDK_DEFAULT_ACCOUNT: localAccount,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    NO_COLOR: '1',
  };
}
