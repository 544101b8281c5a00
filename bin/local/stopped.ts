/** Why work under way was ended: somebody asked for it, or something beside it failed. Shown to nobody. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
