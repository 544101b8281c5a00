import { bundleSize, deployedFunctions } from '../../lib/constructs/bundle.ts';
import { report } from './figures.ts';

/** Bytes of each function's code as it is deployed. */
export const bundleSizes = (): void => {
  console.log('\nBundles');
  for (const name of deployedFunctions) {
    report(name, `${Math.round(bundleSize(name) / 1_000)} kB`, name === 'render' ? '' : '<= 700 kB');
  }
};
