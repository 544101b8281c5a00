// Runs in the page, so it may use nothing from outside itself.
declare const Event: new (name: string, options: { readonly cancelable: true }) => object;
declare const dispatchEvent: (event: object) => boolean;

/** Has what noteSeen has noted told once more, for a picture of all that has been seen; gives whether there was anything. */
export const remindOfSeen = (remind: string): boolean =>
  !dispatchEvent(new Event(remind, { cancelable: true }));
