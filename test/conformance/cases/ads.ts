import { checked } from '../checks/checked.ts';
import { filled } from '../checks/filled.ts';
import { shows } from '../checks/shows.ts';
import { casesOf } from '../conformance-case.ts';
import { AD_CELL } from '../pages/ads.ts';
import { GREEN, RED } from '../pages/signal.ts';

const png = { format: 'png' };
/** Cells are looked at inside of what a placeholder may draw at their edges. */
const cell = (index: number) => ({
  left: index * AD_CELL + 20,
  right: (index + 1) * AD_CELL - 20,
  top: 60,
  bottom: AD_CELL - 20,
});

export const adCases = casesOf('ads', [
  {
    name: 'block_ads: scripts, images and frames of advertisers are blocked',
    page: '/with-ads',
    options: { ...png, block_ads: true },
    judge: shows(filled(GREEN, cell(0)), filled(GREEN, cell(1)), ({ picture }) => {
      const frame = picture.at(2.5 * AD_CELL, 100);
      return frame[0] === RED[0] && frame[1] === RED[1] ? ['the frame is not blocked'] : [];
    }),
    proves: 'block_ads',
    quick: true,
  },
  {
    name: 'block_ads: the page’s own scripts run',
    page: '/with-ads',
    options: { ...png, block_ads: true },
    judge: shows(filled(GREEN, cell(3))),
  },
  {
    name: 'block_ads: what was blocked is counted',
    page: '/with-ads',
    options: { ...png, block_ads: true },
    judge: shows(checked({ blocked_requests: 3 })),
    proves: 'block_ads',
  },
  {
    name: 'without block_ads everything is shown',
    page: '/with-ads',
    options: png,
    judge: shows(filled(RED, cell(0)), filled(RED, cell(1)), filled(RED, cell(2))),
  },
]);
