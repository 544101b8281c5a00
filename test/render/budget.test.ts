import { describe, expect, it } from 'vitest';
import { createBudget } from '../../functions/render/budget.ts';

const at = (time: { now: number }, deadline: number, setAside = 0) =>
  createBudget(deadline, setAside, () => time.now);

describe('createBudget', () => {
  it('deals out shares of the time that is left', () => {
    const time = { now: 1_000 };
    const budget = at(time, 61_000);
    expect(budget.allot(0.5)).toBe(30_000);
    time.now = 41_000;
    expect(budget.allot(0.5)).toBe(10_000);
    expect(budget.allot(1)).toBe(20_000);
  });

  it('never allots more than the bound of a step', () => {
    expect(at({ now: 0 }, 60_000).allot(0.5, 3_000)).toBe(3_000);
    expect(at({ now: 0 }, 4_000).allot(0.5, 3_000)).toBe(2_000);
  });

  it('keeps what is set aside until it is released', () => {
    const budget = at({ now: 0 }, 90_000, 30_000);
    expect(budget.allot(1)).toBe(60_000);
    budget.release();
    expect(budget.allot(1)).toBe(90_000);
  });

  it('allots nothing, and not less, when the time is over or all set aside', () => {
    const time = { now: 0 };
    const budget = at(time, 10_000, 20_000);
    expect(budget.allot(1)).toBe(0);
    expect(budget.spent()).toBe(false);
    time.now = 12_000;
    budget.release();
    expect(budget.allot(1)).toBe(0);
    expect(budget.spent()).toBe(true);
  });
});
