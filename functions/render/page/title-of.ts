import { MAX_TITLE } from '../../domain/capture.ts';
import { documentTitle } from '../in-page/document-title.ts';
import type { Tab } from './tab.ts';

/** What the page is called; empty for one that leaves its documents faster than they can be asked. */
export const titleOf = ({ inPage }: Pick<Tab, 'inPage'>): Promise<string> =>
  inPage(documentTitle, MAX_TITLE).catch(() => '');
