/** What is asked of one look at a document. */
export interface Look {
  /** A regular expression, as its source: a box whose text has none of it is no banner. */
  readonly hint: string;
  /** The document is that of a frame that lies over the page: all of it may be a banner. */
  readonly isOverlay: boolean;
}

/** Something in a box that can be pressed. */
export interface SeenButton {
  readonly label: string;
  /** It leads to a document: the same one, with another query. */
  readonly isLink: boolean;
  /** Which of the box's asides it is in. */
  readonly aside?: number;
}

/** A box in view that may be a banner. */
export interface SeenBox {
  /** It lies over the page, is a strip at the page's top or end, or is all of a frame that lies over the page. */
  readonly place: 'over' | 'flow' | 'frame';
  /** What of it can be read. */
  readonly text: string;
  /** The texts of its feet and its lists of links. */
  readonly asides: readonly string[];
  readonly buttons: readonly SeenButton[];
  /** How many of its switches are on, and off, without those that cannot be switched. */
  readonly on: number;
  readonly off: number;
  /** All of the page was looked at. */
  readonly isWhole: boolean;
}

/** What was seen in a document. */
export interface Sight {
  readonly boxes: readonly SeenBox[];
  /** Something is still moving or fading, and will end. */
  readonly moving: boolean;
  /** The addresses of the frames that lie over the page. */
  readonly frames: readonly string[];
}
