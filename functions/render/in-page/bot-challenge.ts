// Runs in the page, so it may use nothing from outside itself.
declare const document: {
  readonly title: string;
  readonly body: { readonly innerText: string } | null;
  querySelector(selector: string): unknown;
};

/**
 * Whether the page is one that a site puts in place of its content to tell people from programs: what the challenges of
 * Cloudflare, DataDome, HUMAN, Imperva, Akamai, AWS WAF and Vercel are known by.
 */
export const botChallenge = (): boolean => {
  const marks = [
    '#challenge-form',
    '#challenge-running',
    '#challenge-error-text',
    '#cf-challenge-running',
    'script[src*="/cdn-cgi/challenge-platform/"][src*="/orchestrate/"]',
    'script[src*="captcha-delivery.com"]',
    'iframe[src*="captcha-delivery.com"]',
    '#px-captcha',
    'iframe[src*="_Incapsula_Resource"]',
    'script[src*="_Incapsula_Resource"]',
    '#sec-if-cpt-container',
    'script[src*=".token.awswaf.com/"]',
    'script[src*=".captcha.awswaf.com/"]',
  ];
  // biome-ignore lint/performance/useDomNodeTextContent: textContent has what is hidden, and the text of scripts and styles
  const text = document.body?.innerText ?? '';
  // A page with much to read has its content beside whatever script is in it.
  if (text.length > 3_000) return false;
  const titles =
    /^(?:just a moment\.\.\.|attention required! \| cloudflare|ddos-guard|vercel security checkpoint)/i;
  const sentences =
    /verif(?:y|ying) (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser before)|pardon our interruption|are you a (?:human|robot)\?/i;
  return (
    titles.test(document.title) ||
    sentences.test(text) ||
    marks.some((selector) => document.querySelector(selector) !== null)
  );
};
