type AccountRefusalCode = 'unknown_account' | 'unknown_key' | 'too_few_credits' | 'bad_plan_end';

/** Something that an operator asked for and that cannot be done; the message is a sentence that says why. */
export class AccountRefusal extends Error {
  override readonly name = 'AccountRefusal';
  readonly code: AccountRefusalCode;

  constructor(code: AccountRefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
