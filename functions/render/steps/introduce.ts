import type { CDPSession, Protocol } from 'puppeteer-core';
import type { CaptureInputs } from '../../domain/capture-inputs.ts';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { cookieHost } from '../../domain/cookie-host.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

type Cookie = CaptureInputs['cookies'][number];

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

/** Gives the browser the cookies that the page is to know its visitor by. */
export const introduce = (options: CaptureOptions, { cookies }: CaptureInputs): Step => ({
  name: 'introduce',
  // A picture of the log-in page is not what was asked for.
  essential: true,
  overdue: 'internal',
  share: 0.4,
  run: async (work) => {
    await setCookies(made(work, 'tab').cdp, options.url, cookies, work.warnings);
    return undefined;
  },
});
