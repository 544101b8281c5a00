import { isTransient, RenderFailure } from '../../../functions/domain/render-failure.ts';
import type { Picture, Preview } from '../../../functions/ports/renderer.ts';
import { buildFilters } from '../../../layers/filters/build.ts';
import { startRig } from '../../render/rig.ts';
import type { Told } from '../conformance-case.ts';
import type { ConformanceSite } from '../conformance-site.ts';
import type { Target } from './target.ts';

/** As often as the service's worker tries: what hangs next to a capture takes the browser with it. */
const ATTEMPTS = 3;

const toldOf = (picture: Picture, { warning }: Preview): Told => ({
  width: picture.width,
  height: picture.height,
  httpStatus: picture.pageStatus,
  finalUrl: picture.finalUrl,
  title: picture.pageTitle,
  warnings: [...picture.warnings, ...(warning === undefined ? [] : [warning])],
  checks: picture.checks,
  timings: picture.timings,
  place: undefined,
});

/** The renderer of this project in this process, with its real egress, which may reach the site. */
export const rendererTarget = async (site: ConformanceSite): Promise<Target> => {
  const rig = await startRig({ adFilters: buildFilters() }, [site.host, site.otherHost]);
  return {
    name: 'renderer',
    capture: async (url, { options, seconds = 30 }) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const picture = await rig.capture(url, options, seconds * 1_000);
          const { bytes } = picture;
          const preview = await picture.preview();
          return { outcome: 'file', bytes, preview: preview.bytes, told: toldOf(picture, preview) };
        } catch (error) {
          if (!(error instanceof RenderFailure)) throw error;
          if (attempt < ATTEMPTS && isTransient(error.code)) continue;
          return { outcome: 'failed', code: error.code, detail: error.message };
        }
      }
    },
    close: () => rig.close(),
  };
};
