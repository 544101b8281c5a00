import { type Bomb, script } from './bomb.ts';

const anyEnd = ['picture', 'page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;

/** Pages that ask the browser, or what watches it, for one thing again and again. */
export const stormBombs: readonly Bomb[] = [
  {
    name: 'dialogs without end',
    page: script("for(;;){alert('a');confirm('b');prompt('c')}"),
    ends: ['page_unresponsive'],
  },
  {
    name: 'print and leaving without end',
    page: script(
      "addEventListener('beforeunload',e=>{e.preventDefault();e.returnValue='x'});setInterval(()=>{print();location.reload()},5)",
    ),
    ends: [...anyEnd, 'navigation_timeout'],
  },
  {
    name: 'windows without end',
    page: script(
      "setInterval(()=>{for(let i=0;i<20;i++)open('/frames?n='+Math.random(),'_blank','width=1')},1)",
    ),
    ends: anyEnd,
  },
  {
    name: 'windows of blob: addresses',
    page: script(
      "setInterval(()=>open(URL.createObjectURL(new Blob(['<script>for(;;);</'+'script>'],{type:'text/html'}))),5)",
    ),
    ends: anyEnd,
  },
  {
    name: 'a console that is flooded',
    page: script("setInterval(()=>{for(let i=0;i<20000;i++)console.log('flood',i,{a:i})},1)"),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
  {
    name: 'a console that is flooded for ever',
    page: script("for(;;)console.log('x'.repeat(1000))"),
    ends: anyEnd,
  },
  {
    name: 'errors without end',
    page: script("setInterval(()=>{for(let i=0;i<5000;i++)Promise.reject(new Error('x'.repeat(1000)))},1)"),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
  {
    name: 'messages without end',
    page: script(
      "const c=new MessageChannel();c.port1.onmessage=()=>{for(let i=0;i<3;i++)c.port2.postMessage(new Array(1000).fill('x'))};c.port2.postMessage(1);setInterval(()=>postMessage('x'.repeat(1e6)),1)",
    ),
    ends: anyEnd,
  },
  {
    name: 'a history without end',
    page: script(
      "let i=0;setInterval(()=>{for(let j=0;j<500;j++)try{history.pushState({i},'','?'+(i++))}catch{}},1)",
    ),
    ends: anyEnd,
  },
  {
    name: 'permissions and notices',
    page: script(
      "setInterval(()=>{for(let i=0;i<50;i++){Notification.requestPermission();navigator.permissions.query({name:'camera'});navigator.mediaDevices?.getUserMedia({video:true}).catch(()=>0);navigator.geolocation.getCurrentPosition(()=>0)}},1)",
    ),
    ends: anyEnd,
  },
  {
    name: 'downloads without end',
    page: script(
      "setInterval(()=>{const a=document.createElement('a');a.href=URL.createObjectURL(new Blob(['x'.repeat(1e6)]));a.download='x';a.click()},1)",
    ),
    ends: anyEnd,
  },
  {
    name: 'frames that come and go',
    page: script(
      "setInterval(()=>{for(let i=0;i<20;i++){const f=document.createElement('iframe');f.src='/frames?n='+Math.random();document.body.append(f);setTimeout(()=>f.remove(),20)}},5)",
    ),
    asksFor: '/frames',
    ends: anyEnd,
  },
];
