type OperatorRefusalCode =
  | 'unknown_account'
  | 'unknown_key'
  | 'unknown_capture'
  | 'too_few_credits'
  | 'bad_plan_end'
  | 'not_failed'
  | 'too_early'
  | 'caller_was_told'
  | 'inputs_erased'
  | 'has_ended'
  | 'nothing_to_pay_with'
  | 'not_confirmed'
  | 'raced';

/** Something that an operator asked for and that cannot be done; the message is a sentence that says why. */
export class OperatorRefusal extends Error {
  override readonly name = 'OperatorRefusal';
  readonly code: OperatorRefusalCode;

  constructor(code: OperatorRefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
