import type { Browser, BrowserContext, CDPSession } from 'puppeteer-core';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { DEFAULT_REGION } from '../../domain/default-region.ts';
import { languagesOf, type RenderRegionName, regionProfiles } from '../../domain/region-profiles.ts';
import { desktopIdentity } from './desktop-identity.ts';
import { emulatedMedia } from './emulated-media.ts';

/** The options that decide what a page is told of its visitor. */
export type VisitorOptions = Pick<
  CaptureOptions,
  'render_region' | 'color_scheme' | 'prefers_reduced_motion' | 'emulate_print_media' | 'nojs'
>;

interface Visited {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
}

type Identity = ReturnType<typeof desktopIdentity>;

/** By browser, which does not change its own: a page may have any number of frames that ask. */
const identities = new WeakMap<Browser, Identity>();

const identityOf = async (browser: Browser): Promise<Identity> => {
  const known = identities.get(browser);
  if (known !== undefined) return known;
  const identity = desktopIdentity(...(await Promise.all([browser.userAgent(), browser.version()])));
  identities.set(browser, identity);
  return identity;
};

/** Makes an empty page that of a desktop visitor from a region. */
export const visitFrom = async (
  region: RenderRegionName,
  { browser, context: { id }, cdp }: Visited,
): Promise<void> => {
  const { locale, timeZone, latitude, longitude } = regionProfiles[region];
  const identity = await identityOf(browser);
  await Promise.all([
    cdp.send('Emulation.setTimezoneOverride', { timezoneId: timeZone }),
    cdp.send('Emulation.setLocaleOverride', { locale: locale.replace('-', '_') }),
    cdp.send('Emulation.setGeolocationOverride', { latitude, longitude, accuracy: 50 }),
    // Nobody is there to be asked.
    cdp.send('Browser.grantPermissions', {
      permissions: ['geolocation'],
      ...(id !== undefined && { browserContextId: id }),
    }),
    cdp.send('Emulation.setUserAgentOverride', {
      ...identity,
      acceptLanguage: languagesOf(locale).join(),
    }),
  ]);
};

const asksForMedia = (options: VisitorOptions): boolean =>
  options.color_scheme !== null || options.prefers_reduced_motion || options.emulate_print_media;

/** Makes the visitor of a page that is ready the one whom a capture asks for. */
export const becomeVisitor = async (visited: Visited, options: VisitorOptions): Promise<void> => {
  const { cdp } = visited;
  await Promise.all([
    ...(options.render_region === DEFAULT_REGION ? [] : [visitFrom(options.render_region, visited)]),
    ...(asksForMedia(options) ? [cdp.send('Emulation.setEmulatedMedia', emulatedMedia(options))] : []),
    ...(options.nojs ? [cdp.send('Emulation.setScriptExecutionDisabled', { value: true })] : []),
  ]);
};

/**
 * Makes the same visitor that of a frame of the page in a process of its own, before it runs: nothing of what its page was
 * told has reached it. What the browser refuses, as what another frame of the same process was told, is there already.
 */
export const becomeVisitorOfFrame = async (
  browser: Browser,
  frame: CDPSession,
  options: VisitorOptions,
): Promise<void> => {
  const { locale, timeZone } = regionProfiles[options.render_region];
  const identity = await identityOf(browser);
  await Promise.allSettled([
    frame.send('Emulation.setUserAgentOverride', {
      ...identity,
      acceptLanguage: languagesOf(locale).join(),
    }),
    frame.send('Emulation.setLocaleOverride', { locale: locale.replace('-', '_') }),
    frame.send('Emulation.setTimezoneOverride', { timezoneId: timeZone }),
    ...(asksForMedia(options) ? [frame.send('Emulation.setEmulatedMedia', emulatedMedia(options))] : []),
    ...(options.nojs ? [frame.send('Emulation.setScriptExecutionDisabled', { value: true })] : []),
  ]);
};
