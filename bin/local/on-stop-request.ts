import { whenParentDies } from './when-parent-dies.ts';

/** npm passes a Ctrl-C on that the terminal has delivered already, so one comes as several signals at once. */
const sameRequestMs = 700;

/** Calls `first` when this program is asked to end, by a signal or by its parent's death, and `second` at another Ctrl-C. */
export function onStopRequest(first: () => void, second: () => void): void {
  let asked: number | undefined;
  const ask = (signal?: NodeJS.Signals): void => {
    const now = performance.now();
    if (asked === undefined) {
      asked = now;
      first();
    } else if (signal === 'SIGINT' && now - asked > sameRequestMs) {
      second();
    }
  };
  process.on('SIGINT', ask).on('SIGTERM', ask).on('SIGHUP', ask);
  whenParentDies(() => ask());
}
