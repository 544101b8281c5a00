import { gzipSync } from 'node:zlib';
import { type Bomb, script } from './bomb.ts';

const anyEnd = ['picture', 'page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;
const html = { 'content-type': 'text/html' };
/** A gigabyte of nothing in a megabyte. */
const packed = (() => {
  let made: Buffer | undefined;
  return () => {
    made ??= Buffer.concat(Array<Buffer>(40).fill(gzipSync(Buffer.alloc(25_000_000, ' '))));
    return made;
  };
})();

/** Pages whose servers never come to an end, or that ask for too much. */
export const networkBombs: readonly Bomb[] = [
  {
    name: 'a document without end',
    page: (response) => {
      response.writeHead(200, html);
      const more = (): void => {
        while (!response.destroyed && response.write('<p>more and more '.repeat(4_000)));
      };
      response.on('drain', more);
      more();
    },
    ends: ['picture', 'page_too_heavy', 'page_unresponsive'],
  },
  {
    name: 'a document of one byte a time',
    page: (response) => {
      response.writeHead(200, html).write('<title>slow</title><body>');
      const timer = setInterval(() => response.write('x'), 200);
      response.on('close', () => clearInterval(timer));
    },
    ends: ['picture'],
  },
  {
    name: 'headers without end',
    page: (response) => {
      const { socket } = response;
      socket?.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n');
      const more = (): void => {
        while (socket?.destroyed === false && socket.write(`x-more: ${'x'.repeat(8_000)}\r\n`));
      };
      socket?.on('drain', more);
      more();
    },
    ends: ['connection_failed', 'navigation_timeout', 'page_too_heavy', 'not_a_page'],
  },
  {
    name: 'a gigabyte in a megabyte',
    page: (response) => void response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(packed()),
    ends: anyEnd,
  },
  {
    name: 'redirects without end',
    page: (response, query) =>
      void response.writeHead(302, { location: `?n=${Number(query.get('n') ?? 0) + 1}` }).end(),
    ends: ['too_many_redirects'],
  },
  {
    name: 'a page that always leads to its next',
    page: (response, query) =>
      void response
        .writeHead(200, html)
        .end(`<body>${query.get('n')}<script>location='?n='+${Number(query.get('n') ?? 0) + 1}</script>`),
    ends: ['picture', 'page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'a refresh that never ends',
    page: (response, query) =>
      void response
        .writeHead(200, html)
        .end(`<meta http-equiv=refresh content="0;url=?n=${Number(query.get('n') ?? 0) + 1}"><body>x`),
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'a page that always comes back to itself',
    page: script('location.reload()'),
    ends: ['picture', 'page_unresponsive', 'page_too_heavy', 'navigation_timeout'],
  },
  {
    name: 'requests without end',
    page: script("setInterval(()=>{for(let i=0;i<400;i++)fetch('data:,'+i).catch(()=>0)},5)"),
    options: { wait_time: 4 },
    ends: ['picture', 'page_too_heavy', 'page_unresponsive'],
  },
  {
    name: 'images without end',
    page: script("setInterval(()=>{for(let i=0;i<100;i++)new Image().src='/font?'+Math.random()},5)"),
    asksFor: '/font',
    ends: ['picture', 'page_too_heavy', 'page_unresponsive'],
  },
  {
    name: 'WebSockets without end',
    page: script("setInterval(()=>{for(let i=0;i<20;i++)new WebSocket('ws://'+location.host+'/font')},5)"),
    ends: anyEnd,
  },
  {
    name: 'event streams without end',
    page: script("setInterval(()=>{for(let i=0;i<20;i++)new EventSource('/film?'+Math.random())},5)"),
    asksFor: '/film',
    ends: anyEnd,
  },
  {
    name: 'style sheets that import each other',
    page: '<style>@import "/css?n=1";</style><body>x',
    asksFor: '/css',
    ends: ['picture', 'page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'a service worker that spins',
    page: script("navigator.serviceWorker?.register('/spin.js').catch(()=>0);fetch('/font').catch(()=>0)"),
    options: { wait_time: 1 },
    ends: ['picture', 'page_unresponsive'],
  },
];
