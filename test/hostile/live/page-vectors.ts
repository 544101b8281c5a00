import type { PageVector } from './vector.ts';

const script = (code: string): string => `<script>${code}</script>`;
const style = (rules: string): string =>
  `<style>${rules}</style><div class="box" style="width:9px;height:9px">x</div>`;
const svg = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inside}</svg>`;
/** A script that is a file of the page's own site. */
const own = (code: string): string => `/script?${new URLSearchParams({ code })}`;
/** An answer of the page's own site that leads on. */
const redirect = (to: string, status = 302): string =>
  `/redirect?${new URLSearchParams({ to, status: `${status}` })}`;
const blob = (code: string, type = 'text/javascript'): string =>
  `URL.createObjectURL(new Blob([${JSON.stringify(code).replaceAll('</', '<\\/')}], { type: '${type}' }))`;

/** All ways that we know for a page to make a browser connect to somewhere. */
export const pageVectors: readonly PageVector[] = [
  // Pictures, films and other parts
  { id: 'img', html: ({ url }) => `<img src="${url()}">` },
  { id: 'img-https', html: ({ url }) => `<img src="${url('https')}">` },
  { id: 'img-srcset', html: ({ url }) => `<img srcset="${url()} 1x">` },
  { id: 'picture', html: ({ url }) => `<picture><source srcset="${url()}"><img></picture>` },
  { id: 'input-image', html: ({ url }) => `<input type="image" src="${url()}">` },
  { id: 'body-background', html: ({ url }) => `<body background="${url()}">x` },
  { id: 'video', html: ({ url }) => `<video src="${url()}" preload="auto"></video>` },
  { id: 'video-poster', html: ({ url }) => `<video poster="${url()}"></video>` },
  { id: 'video-source', html: ({ url }) => `<video preload="auto"><source src="${url()}"></video>` },
  { id: 'audio', html: ({ url }) => `<audio src="${url()}" preload="auto"></audio>` },
  {
    id: 'track',
    html: ({ url }) =>
      `<video crossorigin src="/"><track default kind="captions" src="${url()}"></video>${script("document.querySelector('track').track.mode='showing'")}`,
  },
  {
    id: 'hls',
    html: ({ url }) => `<video autoplay muted src="/playlist?${new URLSearchParams({ to: url() })}"></video>`,
  },
  { id: 'object', html: ({ url }) => `<object data="${url()}"></object>` },
  { id: 'embed', html: ({ url }) => `<embed src="${url()}">` },
  {
    id: 'embed-pdf',
    html: ({ url }) => `<embed type="application/pdf" src="${url()}">`,
    notFired: 'this browser shows no PDFs',
  },
  {
    id: 'object-svg',
    html: ({ url }) =>
      `<object type="image/svg+xml" data="data:image/svg+xml,${encodeURIComponent(svg(`<image href="${url()}" width="9" height="9"/>`))}"></object>`,
  },
  { id: 'new-image', html: ({ url }) => script(`new Image().src='${url()}'`) },

  // Frames
  { id: 'iframe', html: ({ url }) => `<iframe src="${url()}"></iframe>` },
  { id: 'frameset', html: ({ url }) => `<frameset><frame src="${url()}"></frameset>` },
  { id: 'iframe-srcdoc', html: ({ url }) => `<iframe srcdoc="<img src='${url()}'>"></iframe>` },
  { id: 'iframe-data', html: ({ url }) => `<iframe src="data:text/html,<img src='${url()}'>"></iframe>` },
  {
    id: 'iframe-blob',
    html: ({ url }) =>
      `<iframe></iframe>${script(`document.querySelector('iframe').src=${blob(`<img src="${url()}">`, 'text/html')}`)}`,
  },
  { id: 'iframe-sandbox', html: ({ url }) => `<iframe sandbox src="${url()}"></iframe>` },
  { id: 'iframe-javascript', html: ({ url }) => `<iframe src="javascript:location='${url()}'"></iframe>` },
  { id: 'meta-refresh', html: ({ url }) => `<meta http-equiv="refresh" content="0;url=${url()}">` },
  { id: 'refresh-header', html: () => '', headers: ({ url }) => ({ refresh: `0;url=${url()}` }) },
  { id: 'location', html: ({ url }) => script(`location='${url()}'`) },
  { id: 'base', html: ({ url }) => `<base href="${url()}"><img src="relative">` },

  // Style
  { id: 'stylesheet', html: ({ url }) => `<link rel="stylesheet" href="${url()}">` },
  {
    id: 'alternate-stylesheet',
    html: ({ url }) => `<link rel="alternate stylesheet" title="x" href="${url()}">`,
  },
  { id: 'css-import', html: ({ url }) => style(`@import url(${url()});`) },
  { id: 'css-background', html: ({ url }) => style(`.box{background:url(${url()})}`) },
  { id: 'css-attribute', html: ({ url }) => `<p style="background-image:url(${url()})">x` },
  { id: 'css-image-set', html: ({ url }) => style(`.box{background:image-set("${url()}" 1x)}`) },
  { id: 'css-content', html: ({ url }) => style(`.box::before{content:url(${url()})}`) },
  { id: 'css-border-image', html: ({ url }) => style(`.box{border:1px solid;border-image:url(${url()}) 1}`) },
  { id: 'css-mask', html: ({ url }) => style(`.box{mask-image:url(${url()})}`) },
  {
    id: 'css-filter',
    html: ({ url }) => style(`.box{filter:url(${url()}#f)}`),
    notFired: 'a filter of another origin is not loaded',
  },
  { id: 'css-shape', html: ({ url }) => style(`.box{float:left;shape-outside:url(${url()})}`) },
  { id: 'css-list', html: ({ url }) => `<ul style="list-style-image:url(${url()})"><li>x</ul>` },
  { id: 'css-cursor', html: ({ url }) => style(`.box{cursor:url(${url()}),auto}`) },
  {
    id: 'font-face',
    html: ({ url }) => style(`@font-face{font-family:f;src:url(${url()})}.box{font-family:f}`),
  },
  { id: 'font-api', html: ({ url }) => script(`new FontFace('f','url(${url()})').load().catch(()=>{})`) },

  // SVG, XML, MathML
  { id: 'svg-image', html: ({ url }) => svg(`<image href="${url()}" width="9" height="9"/>`) },
  {
    id: 'svg-use',
    html: ({ url }) => svg(`<use href="${url()}#a"/>`),
    notFired: 'another origin may not be used',
  },
  {
    id: 'svg-feimage',
    html: ({ url }) =>
      svg(`<filter id="f"><feImage href="${url()}"/></filter><rect width="9" height="9" filter="url(#f)"/>`),
  },
  { id: 'svg-script', html: ({ url }) => svg(`<script href="${url()}"></script>`) },
  {
    id: 'xslt',
    html: ({ url }) => `<iframe src="/xml?${new URLSearchParams({ style: url() })}"></iframe>`,
    notFired: 'a style sheet of another origin is not loaded',
  },
  { id: 'mathml', html: ({ url }) => `<math href="${url()}"><mi>x</mi></math>`, notFired: 'nobody clicks' },

  // Scripts, modules, workers
  { id: 'script', html: ({ url }) => `<script src="${url()}"></script>` },
  { id: 'module', html: ({ url }) => `<script type="module" src="${url()}"></script>` },
  { id: 'dynamic-import', html: ({ url }) => script(`import('${url()}').catch(()=>{})`) },
  {
    id: 'import-map',
    html: ({ url }) =>
      `<script type="importmap">{"imports":{"x":"${url()}"}}</script><script type="module">import 'x'</script>`,
  },
  {
    id: 'css-module',
    html: ({ url }) => `<script type="module">import x from '${url()}' with { type: 'css' }</script>`,
  },
  { id: 'wasm', html: ({ url }) => script(`WebAssembly.compileStreaming(fetch('${url()}')).catch(()=>{})`) },
  { id: 'worker-fetch', html: ({ url }) => script(`new Worker(${blob(`fetch('${url()}')`)})`) },
  { id: 'worker-import', html: ({ url }) => script(`new Worker(${blob(`importScripts('${url()}')`)})`) },
  { id: 'worker-socket', html: ({ url }) => script(`new Worker(${blob(`new WebSocket('${url('ws')}')`)})`) },
  { id: 'shared-worker', html: ({ url }) => script(`new SharedWorker('${own(`fetch('${url()}')`)}')`) },
  {
    id: 'service-worker',
    html: ({ url }) => script(`navigator.serviceWorker.register('${own(`fetch('${url('https')}')`)}')`),
    isSecure: true,
  },
  {
    id: 'service-worker-import',
    html: ({ url }) =>
      script(
        `navigator.serviceWorker.register('${own(`importScripts('${url('https')}')`)}&x=1',{scope:'/x'})`,
      ),
    isSecure: true,
  },
  {
    id: 'audio-worklet',
    html: ({ url }) => script(`new AudioContext().audioWorklet.addModule('${url('https')}').catch(()=>{})`),
    isSecure: true,
  },
  {
    id: 'paint-worklet',
    html: ({ url }) => script(`CSS.paintWorklet.addModule('${url('https')}').catch(()=>{})`),
    isSecure: true,
  },

  // Requests and connections of scripts
  { id: 'fetch', html: ({ url }) => script(`fetch('${url()}').catch(()=>{})`) },
  { id: 'fetch-no-cors', html: ({ url }) => script(`fetch('${url()}',{mode:'no-cors'}).catch(()=>{})`) },
  {
    id: 'fetch-preflight',
    html: ({ url }) => script(`fetch('${url()}',{method:'PUT',headers:{x:'y'}}).catch(()=>{})`),
  },
  { id: 'fetch-keepalive', html: ({ url }) => script(`fetch('${url()}',{keepalive:true}).catch(()=>{})`) },
  {
    id: 'fetch-local',
    html: ({ url }) => script(`fetch('${url()}',{targetAddressSpace:'local'}).catch(()=>{})`),
    isSecure: true,
    notFired: 'a request into a local network needs a permission, which is denied',
  },
  {
    id: 'fetch-later',
    html: ({ url }) => script(`fetchLater('${url('https')}',{activateAfter:0})`),
    isSecure: true,
  },
  { id: 'xhr', html: ({ url }) => script(`const x=new XMLHttpRequest();x.open('GET','${url()}');x.send()`) },
  {
    id: 'xhr-sync',
    html: ({ url }) => script(`const x=new XMLHttpRequest();x.open('POST','${url()}',false);x.send('a')`),
  },
  { id: 'beacon', html: ({ url }) => script(`navigator.sendBeacon('${url()}','x')`) },
  { id: 'event-source', html: ({ url }) => script(`new EventSource('${url()}')`) },
  { id: 'websocket', html: ({ url }) => script(`new WebSocket('${url('ws')}')`) },
  { id: 'websocket-tls', html: ({ url }) => script(`new WebSocket('${url('wss')}')`), isSecure: true },
  {
    id: 'webtransport',
    html: ({ url }) => script(`new WebTransport('${url('https')}').ready.catch(()=>{})`),
    isSecure: true,
    notFired: 'only over QUIC, which no proxy takes',
  },
  {
    id: 'webrtc',
    html: ({ host }) =>
      script(`const p=new RTCPeerConnection({iceServers:[{urls:['stun:${host}:3478','stun:93.184.216.34:3478']},
{urls:['turn:${host}:3478','turn:${host}:3478?transport=tcp','turns:${host}:443?transport=tcp'],username:'u',credential:'c'}]});
p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))`),
  },
  {
    id: 'webrtc-peers',
    html: () =>
      script(`(async()=>{const [a,b]=[new RTCPeerConnection(),new RTCPeerConnection()];
a.onicecandidate=e=>b.addIceCandidate(e.candidate);b.onicecandidate=e=>a.addIceCandidate(e.candidate);a.createDataChannel('x');
await a.setLocalDescription();await b.setRemoteDescription(a.localDescription);await b.setLocalDescription();await a.setRemoteDescription(b.localDescription)})()`),
    notFired: 'without UDP a peer has no candidates, nor a name to announce by mDNS',
  },

  // Forms and links
  {
    id: 'form-get',
    html: ({ url }) => `<form action="${url()}"></form>${script('document.forms[0].submit()')}`,
  },
  {
    id: 'form-post',
    html: ({ url }) =>
      `<form method="post" enctype="text/plain" action="${url()}"><input name="a" value="b"></form>${script('document.forms[0].submit()')}`,
  },
  {
    id: 'click',
    html: ({ url }) => `<a href="${url()}">x</a>${script("document.querySelector('a').click()")}`,
  },
  {
    id: 'ping',
    html: ({ url }) => `<a href="#x" ping="${url()}">x</a>${script("document.querySelector('a').click()")}`,
  },
  {
    id: 'window-open',
    html: ({ url }) => script(`open('${url()}')`),
    notFired: 'the browser opens no windows for pages',
  },
  {
    id: 'download',
    html: ({ url }) => `<a download href="${url()}">x</a>${script("document.querySelector('a').click()")}`,
  },

  // Hints
  {
    id: 'preconnect',
    html: ({ url }) => `<link rel="preconnect" href="${url('https')}">`,
    notFired: 'a headless browser connects to nothing ahead',
  },
  {
    id: 'dns-prefetch',
    html: () => `<link rel="dns-prefetch" href="//prefetched.private.attacker.example">`,
    notFired: 'the browser resolves no names',
  },
  { id: 'prefetch', html: ({ url }) => `<link rel="prefetch" href="${url()}">` },
  { id: 'preload', html: ({ url }) => `<link rel="preload" as="image" href="${url()}">` },
  { id: 'modulepreload', html: ({ url }) => `<link rel="modulepreload" href="${url()}">` },
  {
    id: 'icon',
    html: ({ url }) => `<link rel="icon" href="${url()}">`,
    isTop: true,
    notFired: 'no tab shows an icon',
  },
  {
    id: 'manifest',
    html: ({ url }) => `<link rel="manifest" href="${url()}">`,
    isTop: true,
    notFired: 'nobody installs the page',
  },
  {
    id: 'dictionary',
    html: ({ url }) => `<link rel="compression-dictionary" href="${url('https')}">`,
    isSecure: true,
    isTop: true,
  },
  {
    id: 'speculation-prefetch',
    html: ({ url }) =>
      `<script type="speculationrules">{"prefetch":[{"urls":["${url('https')}"],"eagerness":"immediate"}]}</script>`,
    isSecure: true,
    isTop: true,
  },
  {
    id: 'speculation-prerender',
    html: () =>
      `<script type="speculationrules">{"prerender":[{"urls":["/prerendered"],"eagerness":"immediate"}]}</script>`,
    isSecure: true,
    isTop: true,
    notFired: 'a page that is rendered ahead is one of the page’s own site',
  },
  {
    id: 'link-header',
    html: () => '',
    headers: ({ url }) => ({ link: `<${url()}>; rel=preload; as=image` }),
  },
  {
    id: 'link-header-preconnect',
    html: () => '',
    headers: ({ url }) => ({ link: `<${url('https')}>; rel=preconnect` }),
    notFired: 'a headless browser connects to nothing ahead',
  },

  // Answers that lead on
  { id: 'redirected-img', html: ({ url }) => `<img src="${redirect(url())}">` },
  { id: 'redirected-frame', html: ({ url }) => `<iframe src="${redirect(url(), 303)}"></iframe>` },
  {
    id: 'redirected-fetch',
    html: ({ url }) => script(`fetch('${redirect(url(), 307)}',{method:'POST',body:'x'}).catch(()=>{})`),
  },
  { id: 'redirected-script', html: ({ url }) => `<script src="${redirect(url(), 308)}"></script>` },
  { id: 'redirected-style', html: ({ url }) => `<link rel="stylesheet" href="${redirect(url(), 301)}">` },
  { id: 'redirect-chain', html: ({ url }) => `<img src="${redirect(redirect(redirect(redirect(url()))))}">` },
  {
    id: 'redirected-credentials',
    html: ({ url }) => `<img src="${redirect(url().replace('://', '://user:secret@'))}">`,
    notFired: 'no part of a page is loaded from an address with a user in it',
  },

  // Reports
  {
    id: 'csp-report-uri',
    html: () => `<img src="/blocked">`,
    headers: ({ url }) => ({ 'content-security-policy': `img-src 'none'; report-uri ${url()}` }),
  },
  {
    id: 'reporting-endpoint',
    html: () => `<img src="/blocked">`,
    headers: ({ url }) => ({
      'reporting-endpoints': `to="${url('https')}"`,
      'content-security-policy': "img-src 'none'; report-to to",
    }),
    isSecure: true,
    notFired: 'reports wait for a minute, and the page is gone by then',
  },
  {
    id: 'network-error-logging',
    html: () => `<img src="/missing">`,
    headers: ({ url }) => ({
      'report-to': `{"group":"to","max_age":9999,"endpoints":[{"url":"${url('https')}"}]}`,
      nel: '{"report_to":"to","max_age":9999,"success_fraction":1,"failure_fraction":1}',
    }),
    isSecure: true,
    notFired: 'reports wait for a minute, and the page is gone by then',
  },

  // What browsers have besides
  {
    id: 'fedcm',
    html: ({ url }) =>
      script(
        `navigator.credentials.get({identity:{providers:[{configURL:'${url('https')}',clientId:'1'}]}}).catch(()=>{})`,
      ),
    isSecure: true,
    isTop: true,
  },
  {
    id: 'payment',
    html: ({ url }) =>
      script(
        `new PaymentRequest([{supportedMethods:'${url('https')}'}],{total:{label:'x',amount:{currency:'USD',value:'1'}}}).canMakePayment().catch(()=>{})`,
      ),
    isSecure: true,
    isTop: true,
    notFired: 'a headless browser knows no ways to pay',
  },
  {
    id: 'attribution',
    html: ({ url }) => `<img attributionsrc="${url('https')}" src="/picture">`,
    isSecure: true,
    isTop: true,
    notFired: 'the browser does not know the page as an advertiser',
  },
  {
    id: 'background-fetch',
    html: ({ url }) =>
      script(
        `navigator.serviceWorker.register('${own('')}&b=1',{scope:'/b/'}).then(async r=>{await new Promise(d=>setTimeout(d,300));await r.backgroundFetch.fetch('x','${url('https')}')}).catch(()=>{})`,
      ),
    isSecure: true,
    isTop: true,
    notFired: 'a download in the background needs a permission, which is denied',
  },
  {
    id: 'private-token',
    html: ({ url }) =>
      script(`fetch('${url('https')}',{privateToken:{version:1,operation:'token-request'}}).catch(()=>{})`),
    isSecure: true,
    isTop: true,
    notFired: 'the browser knows no issuer of tokens',
  },
  {
    id: 'alternative-service',
    html: () => `<img src="/picture?1"><img src="/picture?2">`,
    headers: () => ({ 'alt-svc': 'h3="10.66.1.1:443"; ma=999, h3=":443"; ma=999' }),
    isSecure: true,
    notFired: 'QUIC is off, and no proxy takes it',
  },
  {
    id: 'mixed-content',
    host: 'mixed-content.private.attacker.example',
    html: ({ url }) => script(`fetch('${url()}').catch(()=>{})`),
    isSecure: true,
    notFired: 'a secure page may not fetch by http',
  },
  // What looks like a local network is exempt from that rule, in favour of a permission.
  {
    id: 'mixed-content-local',
    host: '10.7.9.9',
    html: ({ url }) => script(`fetch('${url()}').catch(()=>{})`),
    isSecure: true,
  },

  // Spellings and names of forbidden places
  { id: 'metadata', host: '169.254.169.254', html: ({ url }) => `<img src="${url()}latest/meta-data/">` },
  { id: 'metadata-tasks', host: '169.254.170.2', html: ({ url }) => `<img src="${url()}">` },
  { id: 'metadata-azure', host: '168.63.129.16', html: ({ url }) => `<img src="${url()}">` },
  { id: 'metadata-name', host: 'metadata.google.internal', html: ({ url }) => `<img src="${url()}">` },
  { id: 'metadata-ipv6', host: '[fd00:ec2::254]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'localhost', host: 'localhost', html: ({ url }) => `<img src="${url()}">` },
  { id: 'localhost-below', host: 'any.localhost', html: ({ url }) => `<img src="${url()}">` },
  { id: 'localhost-dot', host: 'other.localhost.', html: ({ url }) => `<img src="${url()}">` },
  { id: 'zero', host: '0.0.0.0', html: ({ url }) => `<img src="${url()}">` },
  { id: 'decimal', host: '2130706689', html: ({ url }) => `<img src="${url()}">` },
  { id: 'hexadecimal', host: '0x7f000102', html: ({ url }) => `<img src="${url()}">` },
  { id: 'octal', host: '0177.0.1.3', html: ({ url }) => `<img src="${url()}">` },
  { id: 'short', host: '127.260', html: ({ url }) => `<img src="${url()}">` },
  { id: 'wide-digits', host: '①②⑦.0.1.5', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-loopback', host: '[::1]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-any', host: '[::]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-link-local', host: '[fe80::1]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-mapped', host: '[::ffff:127.0.1.6]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-compatible', host: '[::127.0.1.7]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-nat64', host: '[64:ff9b::7f00:108]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-6to4', host: '[2002:7f00:109::1]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'ipv6-teredo', host: '[2001:0:7f00:10a::1]', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-single', host: 'wpad', html: ({ url }) => `<img src="${url()}wpad.dat">` },
  { id: 'name-private', host: 'x.private.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-dot', host: 'dot.private.attacker.example.', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-loopback', host: 'x.loopback.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-zero', host: 'x.zero.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-metadata', host: 'x.metadata.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-azure', host: 'x.azure.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-mapped', host: 'x.mapped.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-compatible', host: 'x.compatible.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-nat64', host: 'x.nat64.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-unique', host: 'x.unique.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  { id: 'name-mixed', host: 'x.mixed.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  {
    id: 'name-private-first',
    host: 'x.private-first.attacker.example',
    html: ({ url }) => `<img src="${url()}">`,
  },
  { id: 'name-alias', host: 'x.alias.attacker.example', html: ({ url }) => `<img src="${url()}">` },
  {
    id: 'rebinding',
    host: 'x.rebind.attacker.example',
    html: ({ url }) =>
      script(
        `(async()=>{for(let i=0;i<3;i++)await fetch('${url()}picture?'+i,{mode:'no-cors',cache:'no-store'}).catch(()=>{})})()`,
      ),
    notFired: 'the name is looked up once, and its first address is public',
  },
  {
    id: 'rebinding-socket',
    host: 'socket.rebind.attacker.example',
    html: ({ url }) =>
      script(
        `fetch('${url()}picture',{mode:'no-cors'}).catch(()=>{}).then(()=>new WebSocket('${url('ws')}'))`,
      ),
    notFired: 'the name is looked up once, and its first address is public',
  },
];
