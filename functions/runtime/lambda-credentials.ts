/**
 * Stands in bundles for the SDK's chain of credential sources (lib/constructs/bundle.ts): Lambda gives a function's
 * credentials in its environment, and the other sources, with their clients for SSO and STS, are a fifth of a bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
