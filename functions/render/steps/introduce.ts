import type { CDPSession, Protocol } from 'puppeteer-core';
import type { CaptureInputs } from '../../domain/capture-inputs.ts';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { cookieHost } from '../../domain/cookie-host.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

type Cookie = CaptureInputs['cookies'][number];
type Credentials = NonNullable<CaptureInputs['http_auth']>;

/** A cookie without a domain is for the host of the page alone, as the address of the page makes it. */
const cookieParameters = (
  url: string,
  { name, value, domain, path = '/', secure, httpOnly, sameSite, expires = -1 }: Cookie,
): Protocol.Network.SetCookieRequest => ({
  name,
  value,
  path,
  ...(domain === undefined ? { url } : { domain: cookieHost(domain) ?? domain }),
  ...(secure !== undefined && { secure }),
  ...(httpOnly !== undefined && { httpOnly }),
  ...(sameSite !== undefined && { sameSite }),
  ...(expires !== -1 && { expires }),
});

const setCookies = async (
  cdp: CDPSession,
  url: string,
  cookies: readonly Cookie[],
  warnings: string[],
): Promise<void> => {
  for (const [index, cookie] of cookies.entries()) {
    const { success } = await cdp
      .send('Network.setCookie', cookieParameters(url, cookie))
      .catch(() => ({ success: false }));
    if (!success) warnings.push(`The browser did not take cookies[${index}].`);
  }
};

/** Answers what the page's own origin asks, once a request; whoever else asks gets nothing. */
const authenticate = async (cdp: CDPSession, url: string, { user, pass }: Credentials): Promise<void> => {
  const { origin } = new URL(url);
  const answered = new Set<string>();
  // A request that is gone meanwhile needs no answer.
  const ignore = () => undefined;
  cdp.on('Fetch.requestPaused', ({ requestId }) => {
    cdp.send('Fetch.continueRequest', { requestId }).catch(ignore);
  });
  cdp.on('Fetch.authRequired', ({ requestId, authChallenge }) => {
    const isOurs =
      authChallenge.source !== 'Proxy' && authChallenge.origin === origin && !answered.has(requestId);
    answered.add(requestId);
    cdp
      .send('Fetch.continueWithAuth', {
        requestId,
        authChallengeResponse: isOurs
          ? { response: 'ProvideCredentials', username: user, password: pass }
          : { response: 'CancelAuth' },
      })
      .catch(ignore);
  });
  await cdp.send('Fetch.enable', { handleAuthRequests: true, patterns: [{ urlPattern: `${origin}/*` }] });
};

/** Gives the browser what the page is to know its visitor by: cookies, and the password for its own origin alone. */
export const introduce = (options: CaptureOptions, { http_auth, cookies }: CaptureInputs): Step => ({
  name: 'introduce',
  // A picture of the log-in page is not what was asked for.
  essential: true,
  overdue: 'internal',
  share: 0.4,
  run: async (work) => {
    const { cdp } = made(work, 'tab');
    await setCookies(cdp, options.url, cookies, work.warnings);
    if (http_auth !== undefined) await authenticate(cdp, options.url, http_auth);
    return undefined;
  },
});
