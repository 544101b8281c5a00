import { expect, it } from 'vitest';
import { geometry } from '../../functions/domain/geometry.ts';
import { createBudget } from '../../functions/render/budget.ts';
import { photograph } from '../../functions/render/photograph.ts';
import type { Tab } from '../../functions/render/tab.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';

it('gives up a picture that never comes well before the deadline, at which the browser would be killed', async () => {
  const options = someOptions({ fullpage: true });
  const { viewport, deviceWidth } = geometry(options);
  const silent = { send: () => new Promise<never>(() => undefined) };
  const shot = { width: 1280, height: 3_000 };
  const started = Date.now();
  const work = {
    options,
    geometry: geometry(options),
    budget: createBudget(started + 1_000, 0),
    made: {
      tab: { cdp: silent, viewport, deviceWidth } as unknown as Tab,
      area: { x: 0, y: 0, width: 1280, height: 3_000 },
      size: { shot, picture: shot, file: shot, truncated: false, warnings: [] },
    },
  } as unknown as Work;
  await expect(photograph(work)).rejects.toMatchObject({ code: 'page_unresponsive' });
  expect(Date.now() - started).toBeLessThan(900);
});
