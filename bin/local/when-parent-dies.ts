/** Calls `act` once when the process that started this one is gone, however it went. */
export function whenParentDies(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      act();
    }
  }, 500);
  timer.unref();
}
