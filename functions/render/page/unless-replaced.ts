import { DocumentReplaced } from './document-replaced.ts';
import type { MainDocument } from './main-document.ts';

/** What the browser answers of the document that is to stay. Throws DocumentReplaced as soon as there is another. */
export const unlessReplaced = <Answer>(
  document: Pick<MainDocument, 'replaced'>,
  answer: Promise<Answer>,
): Promise<Answer> => {
  const replaced = document.replaced().then(() => {
    throw new DocumentReplaced();
  });
  // What comes after the answer is nobody's concern.
  replaced.catch(() => undefined);
  return Promise.race([answer, replaced]);
};
