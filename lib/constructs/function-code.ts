import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';
import { buildChromiumLayer } from '../../layers/chromium/build.ts';
import { buildFontLayer } from '../../layers/fonts/build.ts';
import { bundleInto, type DeployedFunction } from './bundle.ts';
import { storedZip } from './stored-zip.ts';

/** Where the functions' code comes from; tests that do not look at it bring stubs. */
export interface FunctionCode {
  readonly function: (name: DeployedFunction) => Code;
  /** The layer with Chromium and sharp, for x86_64. */
  readonly chromiumLayer: () => Code;
  /** The layer with the browser's fonts. */
  readonly fontLayer: () => Code;
}

const sources = join(import.meta.dirname, '../../functions');

/** The real code: each function bundled by itself, hashed by what came out, and the layers as they are built. */
export const deployedCode: FunctionCode = {
  function: (name) =>
    Code.fromAsset(sources, {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        local: {
          tryBundle: (folder) => {
            bundleInto(name, folder);
            return true;
          },
        },
        // The image is never run. The command tells the functions apart: assets that are asked for alike are bundled once.
        image: DockerImage.fromRegistry('none'),
        command: [name],
      },
    }),
  chromiumLayer: () => Code.fromAsset(storedZip(buildChromiumLayer())),
  fontLayer: () => Code.fromAsset(storedZip(buildFontLayer())),
};
