import { FiltersEngine } from '@ghostery/adblocker';

/** The lists as a file that the render function loads in 30 ms, where parsing them takes two seconds. */
export const engineOf = (texts: readonly string[]): Uint8Array =>
  FiltersEngine.parse(texts.join('\n'), {
    // What is not used is not loaded: only requests are blocked and elements hidden.
    enableHtmlFiltering: false,
    loadCSPFilters: false,
    loadExtendedSelectors: false,
    enableMutationObserver: false,
  }).serialize();
