/** Ends a try at a capture whose frames of other sites would be less sharp than the rest: another browser draws them finely. */
export class CoarseFrames extends Error {
  override readonly name = 'CoarseFrames';
  /** Device pixels a CSS pixel that its screen has to have. */
  readonly scale: number;

  constructor(scale: number) {
    super('Frames of other sites would be enlarged.');
    this.scale = scale;
  }
}
