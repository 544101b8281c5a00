import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly textContent: string | null;
  getClientRects(): ArrayLike<unknown>;
}
declare const own: Own;
declare const document: {
  readonly title: string;
  readonly body: { readonly innerText: string } | null;
  querySelector(selector: string): unknown;
  querySelectorAll(selector: string): Iterable<PageElement>;
};

/**
 * Whether the page is one that a site puts in place of its content to tell people from programs: what the challenges of
 * Cloudflare, DataDome, HUMAN, Imperva, Akamai, AWS WAF, Vercel, Anubis, Amazon and Google are known by.
 *
 * No script from elsewhere is a mark: a protection puts its own on each page of the sites that it protects. What is said is
 * one only on a page with nothing else on it, since forms ask for the same.
 */
export const botChallenge = (): boolean => {
  const body = own(document, 'body');
  const said = body === null ? '' : own(body, 'innerText');
  // A page with much to read has its content beside whatever else is in it.
  if (said.length > 3_000) return false;
  const has = (selector: string): boolean => own(document, 'querySelector').call(document, selector) !== null;
  const shown = (selector: string): number =>
    [...own(document, 'querySelectorAll').call(document, selector)].filter(
      (element) => own(element, 'getClientRects').call(element).length > 0,
    ).length;

  // Elements that such a page alone has.
  const marks = [
    '#challenge-form[action*="__cf_chl"]',
    '#challenge-running',
    '#challenge-error-text',
    '#cf-challenge-running',
    'iframe[src*="captcha-delivery.com"]',
    '#px-captcha',
    'iframe[src*="_Incapsula_Resource"]',
    '#sec-if-cpt-container',
  ];
  const title = own(document, 'title').trim();
  const titles =
    /^(?:just a moment(?:\.\.\.|…)|attention required! \| cloudflare|ddos-guard|vercel security checkpoint)/i;
  if (titles.test(title) || marks.some(has)) return true;

  /** Short, no form to fill in but for one answer, and hardly a way on. */
  const isBare = (): boolean =>
    said.length <= 1_500 &&
    shown('input:not([type=submit], [type=button], [type=image]), select, textarea') <= 1 &&
    shown('a[href]') <= 10 &&
    shown('img, video') <= 4;
  // Titles that other pages may have as well.
  const doubtful =
    /^(?:human verification|robot check|making sure you'?re not a bot|access to this page has been denied|(?:.{0,40}[-–|] )?are you a (?:human|robot)\?|un instant(?:\.\.\.|…)|nur einen moment(?:\.\.\.|…)|u[nm] momento(?:\.\.\.|…)|(?:een moment|even) geduld(?:\.\.\.|…)|cierpliwości(?:\.\.\.|…))/i;
  // What begins a line, or a sentence of it.
  const openings =
    /(?:^|[.!?:] |please )(?:verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?human|(?:let's )?confirm (?:that )?you(?:'re| are) (?:a )?human|press (?:&|and) hold to confirm|checking (?:if the site connection is secure|your browser)|(?:we're )?verifying your browser|performing security verification|pardon our interruption|are you a (?:human|robot)\?$|v[eé]rifiez que vous êtes (?:un )?(?:être )?humain|bestätigen sie,? dass sie ein mensch sind|verifi(?:que|ca) que (?:usted )?(?:es|eres) (?:un ser )?humano|verifi(?:ca|chi) di essere (?:un )?(?:utente )?umano|(?:verifique|confirme) (?:se|que) você é (?:um )?(?:ser )?humano|verifieer dat (?:u|je) een mens ben)/im;
  // What nothing else says.
  const sentences =
    /complete the security check (?:to access|before continuing)|to review the security of your connection before|detected unusual (?:traffic|activity) from your (?:computer )?network|(?:mak(?:e|ing) sure|let us know|prove|confirm) (?:that )?you(?:'re| are) not a (?:ro)?bot\b|made us think (?:that )?you (?:were|are|might be) a bot|we believe you are using automation tools|enable js and disable any ad blocker|request unsuccessful\. incapsula incident|enable javascript and cookies to continue|(?:vérifier la sécurité de votre connexion|sicherheit ihrer verbindung (?:über)?prüfen|revisar la seguridad de su conexión|verificare la sicurezza della (?:tua |sua )?connessione|a segurança da sua conexão antes|(?:veiligheid|beveiliging) van uw verbinding controleren)/i;
  /** What Cloudflare's challenge is told, in whatever language it speaks. Others only ask whether that is there. */
  const isConfigured = (): boolean =>
    [...own(document, 'querySelectorAll').call(document, 'script:not([src])')]
      .slice(0, 20)
      .some((script) =>
        /_cf_chl_opt\s{0,9}=\s{0,9}\{/.test((own(script, 'textContent') ?? '').slice(0, 5_000)),
      );
  const plain = said
    .replace(/[’‘]/g, "'")
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^ | $/gm, '');
  const isSaid = doubtful.test(title.replace(/[’‘]/g, "'")) || openings.test(plain) || sentences.test(plain);
  // The script alone is on each page of its sites, and the name of the element is anybody's.
  const isOfAws = (): boolean =>
    has('script[src*=".awswaf.com/"]') && has('#challenge-container, #captcha-container');
  return (isSaid || isConfigured() || isOfAws()) && isBare();
};
