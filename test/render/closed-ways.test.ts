import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { warmBrowser } from '../../functions/render/browser/browser.ts';
import { readyPage } from '../../functions/render/page/ready-page.ts';
import { decode } from '../support/decode.ts';
import { type ServedPages, servePages } from '../support/served-pages.ts';
import { type Rig, startRig } from './rig.ts';

let site: ServedPages;
let rig: Rig;
beforeAll(async () => {
  site = await servePages();
  rig = await startRig({}, [site.host]);
});
afterAll(async () => {
  await rig.close();
  await site.close();
});

/** The two colours of the page that is submitted; what is put into its body is behind the second one. */
const pageWith = (body: string): string => `<!doctype html><title>Submitted</title>
<style>body{margin:0;background:#36c}#mark{position:fixed;inset:0 auto auto 0;width:300px;height:300px;background:#c63}</style>
<body><div id="mark"></div>${body}`;
const GROUND = [51, 102, 204];
const MARK = [204, 102, 51];

let served = 0;
const newPath = (): string => {
  served += 1;
  return `/page-${served}`;
};

/** Whether all of a picture, of 3 channels, has the colours of the page's ground and its mark. */
const isOfPage = (data: Uint8Array): boolean => {
  // Three million numbers a picture.
  for (let index = 0; index < data.length; index += 1) {
    if (data[index] !== GROUND[index % 3] && data[index] !== MARK[index % 3]) return false;
  }
  return true;
};

/** What becomes of a page: a failure's code, its title, or that the picture shows more than the page. */
const outcomeOf = async (body: string, options = {}): Promise<string> => {
  const path = newPath();
  site.pages.set(path, pageWith(body));
  try {
    const { bytes, pageTitle } = await rig.capture(site.url + path, { format: 'png', ...options }, 15_000);
    const { data } = await decode(bytes);
    return isOfPage(data) ? pageTitle : 'something else';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const script = (source: string): string => `<script>${source}</script>`;
/** The ways in which a page can lead to an address of its own choice. */
const ways: Readonly<Record<string, (address: string) => string>> = {
  script: (address) => script(`location=${JSON.stringify(address)}`),
  'meta refresh': (address) => `<meta http-equiv="refresh" content="0;url=${address}">`,
  link: (address) => `<a href="${address}"></a>${script('document.links[0].click()')}`,
  form: (address) => `<form action="${address}"></form>${script('document.forms[0].submit()')}`,
  window: (address) => script(`open(${JSON.stringify(address)})`),
  'the same window': (address) => script(`open(${JSON.stringify(address)},'_self')`),
  frame: (address) => `<iframe style="border:0;width:100%;height:600px" src="${address}"></iframe>`,
  // With that type they are frames, and no plugins.
  embed: (address) => `<embed style="width:100%;height:600px" type="text/html" src="${address}">`,
  redirect: (address) => {
    const path = newPath();
    site.pages.set(path, (_request, response) => response.writeHead(302, { location: address }).end());
    return script(`location='${path}'`);
  },
};

/** What a page gets that leads away to where there is no page: its own picture, or a failure that says so. */
const honest = /^(Submitted|blocked_address)$/;

const everyWay = Object.keys(ways);
const table = [
  // What is the machine's.
  ...everyWay.map((way) => ['file:///etc/passwd', way] as const),
  // What is the browser's own.
  ...[
    ...['chrome://version/', 'chrome-untrusted://print/', 'devtools://devtools/bundled/inspector.html'],
    'view-source:http://example.com/',
  ].flatMap((address) => ['script', 'frame', 'redirect'].map((way) => [address, way] as const)),
  // What a page can write itself, under an address that says nothing of where it is from.
  ...['script', 'meta refresh', 'link', 'form', 'redirect'].map(
    (way) => ['data:text/html,<title>Forged</title>', way] as const,
  ),
  // What no browser opens without being asked, or has no more.
  ...[
    ...['chrome-extension://abcdefghijklmnopabcdefghijklmnop/x.html', 'chrome-error://chromewebdata/'],
    ...['filesystem:http://example.com/temporary/x', 'isolated-app://example/', 'ftp://example.com/'],
    ...['mailto:a@example.com', 'tel:123', 'ms-word:ofe|u|http://example.com/', 'x-unknown:1'],
    ...['intent://example.com#Intent;scheme=http;end', 'about:version', 'about:srcdoc'],
  ].map((address) => [address, 'script'] as const),
];

describe.concurrent('a page that leads to where no page is', () => {
  it.each(table)('is itself or fails, and shows nothing of it: %s by %s', async (address, way) => {
    expect(await outcomeOf(ways[way]?.(address) ?? '')).toMatch(honest);
  });

  it('fails when it goes to what it has written itself', async () => {
    const forged = `new Blob(['<title>Forged</title>'],{type:'text/html'})`;
    expect(await outcomeOf(script(`location=URL.createObjectURL(${forged})`))).toBe('blocked_address');
  });

  it('reads neither a file nor what another origin answers', async () => {
    const other = `${rig.site.url}/small`;
    const reads = [
      "fetch('file:///etc/passwd').then((answer)=>answer.text())",
      "new Promise((go,no)=>{const x=new XMLHttpRequest();x.onload=()=>go(x.responseText);x.onerror=no;x.open('GET','file:///etc/passwd');x.send()})",
      "import('file:///etc/passwd').then(()=>'a module')",
      "new Promise((go,no)=>{const w=new Worker('file:///etc/passwd');w.onerror=no;w.onmessage=go})",
      "fetch('chrome://version/').then((answer)=>answer.text())",
      `fetch('${other}').then((answer)=>answer.text())`,
      `fetch('${other}',{mode:'no-cors'}).then((answer)=>answer.text())`,
      `new Promise((go)=>{const f=document.createElement('iframe');f.hidden=true;f.onload=()=>go(f.contentDocument?.body.innerText);f.src='${other}';document.body.append(f)})`,
    ];
    const page = `(async()=>{const all=await Promise.allSettled([${reads}]);
document.title='Read: '+JSON.stringify(all.map(({value})=>value??'').filter(Boolean))})()`;
    expect(await outcomeOf(script(page), { wait_time: 1 })).toBe('Read: []');
    // Without anything to be had there, nothing would have been refused.
    expect(rig.site.requests.filter((path) => path === '/small')).toHaveLength(3);
  });
});

describe.concurrent('a page that wants more than a tab', () => {
  const archive = `new Blob(['x'],{type:'application/zip'})`;
  it.each([
    ['a download by its address', script("location='/archive'")],
    ['a download in a frame', '<iframe hidden src="/archive"></iframe>'],
    ['a download by a link', `<a href="/archive" download></a>${script('document.links[0].click()')}`],
    [
      'a download that it made itself',
      `<a download="x.zip"></a>${script(`const [a]=document.querySelectorAll('a');a.href=URL.createObjectURL(${archive});a.click()`)}`,
    ],
    ['to be printed', script('print()')],
    ['dialogs', script("alert(1);confirm(2);prompt(3);onbeforeunload=()=>'stay'")],
    ['a person to log in', script("new Image().src='/asks-who'")],
    ['fifty windows', script("for(let i=0;i<50;i++)if(open('/window'))document.title='A window'")],
  ])('is photographed alone: %s', async (_what, body) => {
    site.pages.set('/archive', (_request, response) =>
      response.writeHead(200, { 'content-disposition': 'attachment; filename="x.zip"' }).end('x'),
    );
    site.pages.set('/asks-who', (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    );
    expect(await outcomeOf(body, { wait_time: 1 })).toBe('Submitted');
    expect(site.requests).not.toContain('/window');
  });
});

describe('what a page asks a person for', () => {
  /** Every name that this Chromium has a permission for. */
  const names = [
    ...['notifications', 'push', 'midi', 'camera', 'microphone', 'display-capture', 'persistent-storage'],
    ...['background-fetch', 'background-sync', 'periodic-background-sync', 'accelerometer', 'gyroscope'],
    ...['magnetometer', 'clipboard-read', 'clipboard-write', 'payment-handler', 'idle-detection'],
    ...['screen-wake-lock', 'window-management', 'local-fonts', 'captured-surface-control', 'keyboard-lock'],
    ...['pointer-lock', 'local-network-access'],
  ];
  /** What a page calls whose visitor has just clicked. */
  const asked: Readonly<Record<string, string>> = {
    notifications: 'Notification.requestPermission()',
    camera: 'navigator.mediaDevices.getUserMedia({video:true})',
    microphone: 'navigator.mediaDevices.getUserMedia({audio:true})',
    screen: 'navigator.mediaDevices.getDisplayMedia()',
    midi: 'navigator.requestMIDIAccess()',
    clipboard: 'navigator.clipboard.readText()',
    files: 'showOpenFilePicker()',
    folder: 'showDirectoryPicker()',
    fonts: 'queryLocalFonts()',
    screens: 'getScreenDetails()',
    usb: 'navigator.usb.requestDevice({filters:[]})',
    serial: 'navigator.serial.requestPort()',
    hid: 'navigator.hid.requestDevice({filters:[]}).then((devices)=>devices[0]??Promise.reject({name:"None"}))',
    idle: 'IdleDetector.requestPermission()',
    'a lasting store': 'navigator.storage.persist()',
    'a passkey':
      'navigator.credentials.create({publicKey:{challenge:new Uint8Array(16),rp:{name:"x"},user:{id:new Uint8Array(1),name:"x",displayName:"x"},pubKeyCredParams:[{type:"public-key",alg:-7}]}})',
    'an identity':
      'navigator.credentials.get({identity:{providers:[{configURL:location.origin+"/none",clientId:"x"}]}})',
    payment:
      'new PaymentRequest([{supportedMethods:location.origin+"/pay"}],{total:{label:"x",amount:{currency:"EUR",value:"1"}}}).show()',
    colour: 'new EyeDropper().open()',
  };

  it('is denied, but for the place of the region', async () => {
    const policy = outboundPolicy([site.host]);
    const way = await createEgress({ policy, resolver: dnsResolver() }).open();
    const browser = warmBrowser();
    try {
      const { context } = await browser.openContext(way.proxyUrl);
      const { cdp } = await readyPage(context);
      site.pages.set('/asks', pageWith(''));
      const loaded = new Promise((resolve) => cdp.once('Page.loadEventFired', resolve));
      await cdp.send('Page.navigate', { url: `${site.url}/asks` });
      await loaded;
      const evaluate = async (expression: string): Promise<unknown> => {
        const { result } = await cdp.send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
          // As after a click on a banner.
          userGesture: true,
        });
        return result.value;
      };
      const states = await evaluate(
        `Promise.all(${JSON.stringify(names)}.map(async(name)=>[name,(await navigator.permissions.query({name,userVisibleOnly:true})).state]))`,
      );
      expect(states).toEqual(names.map((name) => [name, 'denied']));
      expect(await evaluate("navigator.permissions.query({name:'geolocation'}).then(({state})=>state)")).toBe(
        'granted',
      );
      for (const [what, source] of Object.entries(asked)) {
        const answer = await evaluate(
          `Promise.race([Promise.resolve(${source}).then(String,(error)=>'refused: '+error.name),new Promise((go)=>setTimeout(go,3000,'no answer'))])`,
        );
        // Of fonts there is an empty list; who asks for an identity waits, so that nobody learns from the time taken.
        expect([what, answer]).toEqual([
          what,
          expect.stringMatching(/^(refused: .+|denied|false|no answer|)$/),
        ]);
      }
    } finally {
      await browser.close();
      await way.close();
    }
  });
});
