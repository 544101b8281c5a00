/** Something that a person has to put right; the message is one sentence that says what to do, shown without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
