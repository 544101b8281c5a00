import { expect, test, vi } from 'vitest';
import { simulate } from './simulate.ts';

test.for(['storm', 'calm', 'drift'] as const)(
  'a seed gives the same %s again, since nothing in it waits for real time',
  async (weather) => {
    const again = () => simulate(20_261_128, 600, weather, { callbackShare: 0.8 });
    const realTimer = vi.spyOn(globalThis, 'setTimeout');
    const first = await again();
    expect(realTimer).not.toHaveBeenCalled();
    realTimer.mockRestore();
    expect(await again()).toEqual(first);
  },
);
