import type { CaptureInputs } from '../domain/capture-inputs.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { look } from './look.ts';
import { asksForPicture } from './picture/picture-format.ts';
import type { Step } from './step.ts';
import { approach } from './steps/approach.ts';
import { browser } from './steps/browser.ts';
import { dismissCookies } from './steps/dismiss-cookies.ts';
import { dismissLateCookies } from './steps/dismiss-late-cookies.ts';
import { encode } from './steps/encode.ts';
import { expand } from './steps/expand.ts';
import { frame } from './steps/frame.ts';
import { gate } from './steps/gate.ts';
import { hideAds } from './steps/hide-ads.ts';
import { introduce } from './steps/introduce.ts';
import { judge } from './steps/judge.ts';
import { judgeDocument } from './steps/judge-document.ts';
import { load } from './steps/load.ts';
import { navigate } from './steps/navigate.ts';
import { noteWhatIsSeen } from './steps/note-what-is-seen.ts';
import { paper } from './steps/paper.ts';
import { play } from './steps/play.ts';
import { print } from './steps/print.ts';
import { printFrames } from './steps/print-frames.ts';
import { readTitle } from './steps/read-title.ts';
import { reveal } from './steps/reveal.ts';
import { reviewCookies } from './steps/review-cookies.ts';
import { scroll } from './steps/scroll.ts';
import { scrollAgain } from './steps/scroll-again.ts';
import { settle } from './steps/settle.ts';
import { shoot } from './steps/shoot.ts';
import { mayShootEarly, shootEarly } from './steps/shoot-early.ts';
import { showsAllSeen } from './steps/shows-all-seen.ts';
import { wait } from './steps/wait.ts';
import { watchCookies } from './steps/watch-cookies.ts';

const asksForScroll = ({ scroll_before_capture, scroll_to, scroll_offset_px }: CaptureOptions): boolean =>
  scroll_before_capture || scroll_to !== '' || scroll_offset_px !== 0;

/** How a page becomes a picture, or a document: all that happens in a capture, in this order. */
export const plan = (options: CaptureOptions, inputs: CaptureInputs): readonly Step[] => [
  browser,
  ...(inputs.cookies.length > 0 ? [introduce(options, inputs)] : []),
  ...(inputs.http_auth !== undefined || options.block_ads ? [gate(options, inputs)] : []),
  ...(options.dismiss_cookies === '' ? [] : [watchCookies(options)]),
  ...(showsAllSeen(options) ? [noteWhatIsSeen] : []),
  navigate(options),
  load,
  ...(asksForPicture(options) ? [] : [paper(options)]),
  ...(options.autoplay_videos ? [play] : []),
  wait(options),
  ...(options.dismiss_cookies === '' ? [] : [dismissCookies(options)]),
  ...(asksForScroll(options) ? [scroll(options)] : []),
  ...(asksForScroll(options) && options.dismiss_cookies !== ''
    ? [dismissLateCookies(options), scrollAgain(options)]
    : []),
  // Scrolled through, all of the page has been in view.
  ...(options.selector === '' || options.scroll_before_capture ? [] : [approach(options)]),
  ...(options.block_ads ? [hideAds] : []),
  ...(asksForPicture(options)
    ? [
        ...(mayShootEarly(options) && !asksForScroll(options) ? [shootEarly] : []),
        ...look(options),
        shoot(options),
        judge(options),
        ...(options.frame === '' ? [] : [frame(options.frame)]),
        encode(options),
      ]
    : [
        expand('document'),
        settle,
        expand('document', 'late'),
        reveal,
        readTitle,
        ...(options.dismiss_cookies === '' ? [] : [reviewCookies(options)]),
        printFrames,
        print(options),
        judgeDocument(options),
      ]),
];
