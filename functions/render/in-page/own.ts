/**
 * What an element has itself. A form's inputs stand where that would: `form.style` is its <input name="style">, in any
 * world. There for every function that runs in the page (run-in-page.ts), which declares it instead of importing it.
 */
export const own = <PageElement extends object, Name extends keyof PageElement>(
  element: PageElement,
  name: Name,
): PageElement[Name] => Reflect.get(Object.getPrototypeOf(element), name, element);

/** For that declaration. */
export type Own = typeof own;
