/** Where an element lies in the window, in CSS pixels, as getBoundingClientRect tells it. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
}
