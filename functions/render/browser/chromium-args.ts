/** What differs between the places a browser is launched in. */
export interface ChromiumArgsOptions {
  /** The browser's own folder, which is removed with it. */
  readonly profile: string;
  /** Chromium's sandbox. It needs user namespaces or a setuid helper, and Lambda has neither, so it is off there. */
  readonly sandbox: boolean;
  /** The major version of the desktop Chrome on Linux that it is to say it is; what it really is where absent. */
  readonly major?: string | undefined;
  /** WebGL in software. */
  readonly webgl: boolean;
  /**
   * Device pixels a CSS pixel of the screen, from which frames of other sites take theirs: unlike the page itself they cannot
   * be told of others. One where absent.
   */
  readonly scale?: number | undefined;
  /**
   * The proxy of the one capture that a browser of a single process is for; undefined for a browser of many processes.
   * All in one process is what Lambda may need where it cannot start more. A crash there ends the whole browser, and
   * browser contexts do not work, so neither isolation nor a proxy for each of them.
   */
  readonly singleProcessProxy?: string | undefined;
}

/** What would cost time, or speak to servers of its own accord. */
const disabledFeatures = [
  'AcceptCHFrame', // answers to it would differ from what the page's server expects of a first visit
  'Prerender2', // whole pages that a page has loaded ahead, each in a process that no picture needs
  'SpareRendererForSitePerProcess', // a process started ahead for a tab that never comes: 5 % of a capture's CPU
];

/** The same of what a whole Chrome has and the packaged one, a headless shell, does not. */
const disabledChromeFeatures = [
  'AutofillServerCommunication', // asks a server what the fields of the page's forms mean
  'DialMediaRouteProvider', // looks for televisions on the local network
  'HttpsUpgrades', // the caller's http:// is what is asked for
  'MediaRouter',
  'OptimizationHints', // fetched from a server
  'Translate',
];

/**
 * Flags of a whole Chrome, as it is installed on other machines than Lambda. The packaged browser has neither these
 * services nor the flags: none of their names is in its program.
 */
const chromeArgs: readonly string[] = [
  // Servers that it speaks to of its own accord, round the proxy of the capture
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability', // reports to Google
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings', // link auditing

  // What a person would be asked, or shown
  '--deny-permission-prompts',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic', // no question from a key ring
  '--use-mock-keychain', // the same on macOS
];

/**
 * Every flag the browser is started with, and why. Neither Puppeteer's nor the Chromium package's defaults are used:
 * the latter switch off web security, with which a page can frame file:///etc/passwd into its own picture. No API is
 * taken from pages, since many believe that it is there; what one of them asks a person for is denied (visitor.ts).
 */
export const chromiumArgs = ({
  profile,
  sandbox,
  major,
  webgl,
  scale,
  singleProcessProxy,
}: ChromiumArgsOptions): readonly string[] => [
  // What it is
  '--headless', // no window
  '--remote-debugging-pipe', // no port that a page could reach
  `--user-data-dir=${profile}`,
  ...(sandbox ? [] : ['--no-sandbox']),
  // Otherwise the zygote stays, also without a sandbox: a renderer that is forked from it starts 20 ms sooner than one
  // that has to load the program anew, and that is in every capture.
  ...(singleProcessProxy === undefined ? [] : ['--single-process', '--no-zygote']),
  // Frames of other sites in processes of their own, which this build does not do of itself: a page that breaks into its
  // renderer is to find nothing of another site there.
  ...(singleProcessProxy === undefined ? ['--site-per-process'] : []),
  '--disable-dev-shm-usage', // what its processes share lies in the folder that it is given (scratch-folder.ts)

  // Of a page and its parts more is said (desktop-identity.ts), but not of workers that several pages may share, nor with
  // the request for the script of a worker in a worker.
  ...(major === undefined
    ? []
    : [
        `--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`,
      ]),

  // What it may reach: the proxy of the capture, and nothing else
  // A dead end for all that belongs to no capture; each context has its own proxy.
  `--proxy-server=${singleProcessProxy ?? 'http://127.0.0.1:9'}`,
  '--proxy-bypass-list=<-loopback>', // or loopback and link-local addresses would go round the proxy
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', // names are resolved by the proxy alone
  '--disable-quic', // UDP does not pass the proxy
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', // nor does WebRTC; without "force-" it is ignored
  '--disable-breakpad', // no crash reports, nor the process that sends them
  '--disable-crash-reporter', // the same by its newer name
  '--disable-field-trial-config', // what it does is decided by its version alone
  `--disable-features=${[...disabledFeatures, ...disabledChromeFeatures].join(',')}`,
  ...chromeArgs,

  // What a page may leave or open besides itself
  '--block-new-web-contents', // window.open opens nothing, and a storm of it costs nothing
  '--disable-back-forward-cache', // a page that has led on to another is not kept for a way back
  '--mute-audio',

  // How it draws: the same everywhere
  '--hide-scrollbars',
  ...(scale === undefined ? [] : [`--force-device-scale-factor=${scale}`]),
  '--force-color-profile=srgb', // the colours of the page, whatever the machine's screen
  '--font-render-hinting=none', // letters of web fonts keep their shape and place; see fonts-conf.ts for the others
  '--lang=en-US',
  '--disable-checker-imaging', // a picture is decoded before its frame is shown, not some frames later
  // In software, without the detour over a software GPU, which makes pages with images take twice as long (measured:
  // 640 ms of CPU instead of 350). Pages that use WebGL still get it from SwiftShader: a map or a 3D stage would be
  // an empty box otherwise, and pages without it pay nothing.
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  ...(webgl ? ['--enable-unsafe-swiftshader'] : ['--disable-webgl', '--disable-gpu']),

  // A page that nobody looks at must not be slowed down for it
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor', // the capture's own deadline decides
];
