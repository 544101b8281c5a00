type Call = (...given: unknown[]) => unknown;

/** What is asked of a port, and whether it fails. */
export interface FailingPort {
  /** The same ports, with the one call that fails. */
  readonly wrap: <Ports extends object>(ports: Ports) => Ports;
  /** How many calls there were so far. */
  readonly calls: () => number;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * Ports whose `failing`th call throws what `error` makes, as a rejected promise where it would have given one. What they
 * give out with functions of its own, such as an opened envelope, is of the ports, too.
 */
export const failingPort = (
  failing: number,
  error: () => unknown,
  spared: ReadonlySet<string>,
): FailingPort => {
  let calls = 0;
  const wrapCall =
    (call: Call): Call =>
    (...given) => {
      calls += 1;
      if (calls !== failing) return wrapAnswer(call(...given));
      // Some that promise an answer throw before they do.
      if (call.constructor.name !== 'AsyncFunction') throw error();
      return Promise.reject(error());
    };
  const wrapAnswer = (answer: unknown): unknown => {
    if (answer instanceof Promise) return answer.then(wrapAnswer);
    return isPlain(answer) && Object.values(answer).some((one) => typeof one === 'function')
      ? wrap(answer)
      : answer;
  };
  const wrap = <Ports extends object>(ports: Ports): Ports =>
    Object.fromEntries(
      Object.entries(ports).map(([name, port]) => {
        if (spared.has(name)) return [name, port];
        if (typeof port === 'function') return [name, wrapCall(port as Call)];
        return [name, isPlain(port) ? wrap(port) : port];
      }),
    ) as Ports;
  return { wrap, calls: () => calls };
};
