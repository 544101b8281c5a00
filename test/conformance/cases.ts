import { accessCases } from './cases/access.ts';
import { adCases } from './cases/ads.ts';
import { consentCases } from './cases/consent.ts';
import { failureCases } from './cases/failures.ts';
import { fixedPartCases } from './cases/fixed-parts.ts';
import { fontCases } from './cases/fonts.ts';
import { formatCases } from './cases/formats.ts';
import { frameCases } from './cases/frames.ts';
import { geometryCases } from './cases/geometry.ts';
import { lazyContentCases } from './cases/lazy-content.ts';
import { mediaCases } from './cases/media.ts';
import { otherSiteFrameCases } from './cases/other-site-frames.ts';
import { pageLifeCases } from './cases/page-life.ts';
import { pdfCases } from './cases/pdf.ts';
import { regionCases } from './cases/region.ts';
import { selectorCases } from './cases/selector.ts';
import { tallPageCases } from './cases/tall-pages.ts';
import { verdictCases } from './cases/verdict.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** All that a capture service has to get right, area by area. */
export const cases: readonly ConformanceCase[] = [
  ...geometryCases,
  ...selectorCases,
  ...tallPageCases,
  ...fixedPartCases,
  ...formatCases,
  ...frameCases,
  ...pdfCases,
  ...fontCases,
  ...pageLifeCases,
  ...lazyContentCases,
  ...mediaCases,
  ...consentCases,
  ...adCases,
  ...accessCases,
  ...regionCases,
  ...otherSiteFrameCases,
  ...failureCases,
  ...verdictCases,
];
