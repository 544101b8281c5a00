import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { languagesOf, regionProfiles } from '../domain/region-profiles.ts';
import { desktopIdentity } from './desktop-identity.ts';
import { emulatedMedia } from './emulated-media.ts';

/** The options that decide what a page is told of its visitor. */
export type VisitorOptions = Pick<
  CaptureOptions,
  'render_region' | 'color_scheme' | 'prefers_reduced_motion' | 'emulate_print_media' | 'nojs'
>;

const asksForMedia = ({
  color_scheme,
  prefers_reduced_motion,
  emulate_print_media,
}: VisitorOptions): boolean => color_scheme !== null || prefers_reduced_motion || emulate_print_media;

/**
 * Makes a new tab that of a desktop visitor from the capture's region, with the media preferences and the scripts that
 * were asked for. By Puppeteer, which also tells the frames of other sites, in their own processes; the languages besides
 * by the tab's own session, since Puppeteer knows none that scripts would hear of.
 */
export const becomeVisitor = async (
  { context, page, cdp }: { readonly context: BrowserContext; readonly page: Page; readonly cdp: CDPSession },
  options: VisitorOptions,
): Promise<void> => {
  const { locale, timeZone, latitude, longitude } = regionProfiles[options.render_region];
  const languages = languagesOf(locale);
  const identity = desktopIdentity(await page.browser().userAgent());
  await Promise.all([
    page.setUserAgent(identity),
    page.emulateTimezone(timeZone),
    cdp.send('Emulation.setLocaleOverride', { locale: locale.replace('-', '_') }),
    page.setGeolocation({ latitude, longitude, accuracy: 50 }),
    // Nobody is there to be asked.
    cdp.send('Browser.grantPermissions', {
      permissions: ['geolocation'],
      ...(context.id !== undefined && { browserContextId: context.id }),
    }),
    ...(asksForMedia(options) ? [cdp.send('Emulation.setEmulatedMedia', emulatedMedia(options))] : []),
    ...(options.nojs ? [page.setJavaScriptEnabled(false)] : []),
  ]);
  await cdp.send('Emulation.setUserAgentOverride', { ...identity, acceptLanguage: languages.join() });
};
