import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AutoConsentCMPRule, Config } from '@duckduckgo/autoconsent';
import type { ConsentAction } from '../../domain/consent.ts';

/** What autoconsent needs to be run in a page. */
export interface Autoconsent {
  /** Its content script: talks through `autoconsentSendMessage` and `autoconsentReceiveMessage` of its world. */
  readonly script: string;
  readonly config: Readonly<Config>;
  /** The rules that a document at `url` can match; `isMain`: it is that of the page itself. */
  rules(url: string, isMain: boolean): readonly AutoConsentCMPRule[];
  /** The expression of one of the snippets that its rules run in the page's own world; undefined: there is none. */
  snippet(id: string): string | undefined;
}

// Named so that it cannot clash with the `require` that bundlers declare. The package lies beside a function's code.
const resolveFromHere = createRequire(import.meta.url);

const silent: Config['logs'] = {
  lifecycle: false,
  rulesteps: false,
  detectionsteps: false,
  evals: false,
  errors: false,
  messages: false,
  waits: false,
};

const configOf = (action: ConsentAction): Config => ({
  enabled: true,
  autoAction: action === 'accept' ? 'optIn' : 'optOut',
  disabledCmps: [],
  // What is hidden has been answered by nobody.
  enablePrehide: false,
  enableCosmeticRules: false,
  enableGeneratedRules: true,
  detectRetries: 20,
  isMainWorld: false,
  prehideTimeout: 0,
  enableHeuristicDetection: false,
  enablePopupMutationObserver: false,
  visualTest: false,
  logs: silent,
  performanceLoggingEnabled: false,
  heuristicPopupSearchTimeout: 0,
  // Its guesses are for rejecting, and its tier2 accepts where it cannot; ours are in look-everywhere.ts.
  heuristicMode: 'off',
});

// More than half of the rules cannot accept: their list of steps is empty, which autoconsent takes for a success.
const can = (action: ConsentAction, { optIn, optOut }: AutoConsentCMPRule): boolean =>
  (action === 'accept' ? optIn : optOut).length > 0;

const matches = ({ runContext }: AutoConsentCMPRule, url: string, isMain: boolean): boolean => {
  const { main = true, frame = false, urlPattern } = runContext ?? {};
  return (isMain ? main : frame) && (!urlPattern || new RegExp(urlPattern).test(url));
};

/** Reads autoconsent's script and its full rules; the compact ones cannot accept. Takes some 20 ms. */
export const loadAutoconsent = async (action: ConsentAction): Promise<Autoconsent> => {
  const rulesFile = resolveFromHere.resolve('@duckduckgo/autoconsent/rules/rules.json');
  const scriptFile = path.join(path.dirname(rulesFile), '../dist/autoconsent.playwright.js');
  const [rulesText, script] = await Promise.all([readFile(rulesFile, 'utf8'), readFile(scriptFile, 'utf8')]);
  const { autoconsent }: { autoconsent: readonly AutoConsentCMPRule[] } = JSON.parse(rulesText);
  const { evalSnippets } = resolveFromHere('@duckduckgo/autoconsent') as {
    evalSnippets: Readonly<Record<string, () => unknown>>;
  };
  const able = autoconsent.filter((rule) => can(action, rule));
  return {
    script,
    config: configOf(action),
    rules: (url, isMain) => able.filter((rule) => matches(rule, url, isMain)),
    snippet: (id) => (Object.hasOwn(evalSnippets, id) ? `(${evalSnippets[id]})()` : undefined),
  };
};
