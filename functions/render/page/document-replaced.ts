import { RenderFailure } from '../../domain/render-failure.ts';

/** The page has gone on to another document while it was photographed: the browser has no picture of either. */
export class DocumentReplaced extends RenderFailure {
  constructor() {
    super('page_unresponsive', { cause: new Error('Another document came while it was photographed.') });
  }
}
