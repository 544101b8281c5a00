import { OperatorRefusal } from './operator-refusal.ts';

/** What is said when there is no capture with this token. */
export const unknownCapture = (token: string): OperatorRefusal =>
  new OperatorRefusal('unknown_capture', `There is no capture ${token}.`);
