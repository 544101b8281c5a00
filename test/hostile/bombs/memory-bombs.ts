import { afterLoad, type Bomb, script, withWorkers } from './bomb.ts';

const heavy = ['page_too_heavy'] as const;
/** What of it becomes of a page that is told that there is no more, or is not fast enough. */
const anyEnd = ['picture', 'page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;

/** Pages that want all of the memory. */
export const memoryBombs: readonly Bomb[] = [
  {
    name: '2 GB of array buffers at once',
    page: script('const a=[];for(let i=0;i<20;i++)a.push(new Uint8Array(1e8).fill(1))'),
    ends: heavy,
    quick: true,
  },
  {
    name: 'array buffers, one after the other',
    page: script('const a=[];setInterval(()=>a.push(new Uint8Array(5e7).fill(1)),10)'),
    options: { wait_time: 3 },
    ends: heavy,
  },
  {
    name: 'objects without end',
    page: script('const a=[];for(;;)a.push(new Array(1000).fill(a.length+.5))'),
    ends: heavy,
  },
  {
    name: 'strings without end',
    page: afterLoad("const a=[];for(let i=0;;i++)a.push(('x'.repeat(1e6)+i).split(''))"),
    options: { wait_time: 1 },
    ends: ['page_too_heavy', 'page_unresponsive'],
  },
  {
    name: 'memory of WebAssembly',
    page: script(
      'const a=[];for(let i=0;i<4;i++){const m=new WebAssembly.Memory({initial:16384});new Uint8Array(m.buffer).fill(1);a.push(m)}',
    ),
    ends: heavy,
  },
  {
    name: 'array buffers in workers',
    page: withWorkers(8, 'const a=[];for(;;)a.push(new Uint8Array(2e7).fill(1))'),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
  {
    name: 'blobs',
    page: script('const a=[];setInterval(()=>a.push(new Blob([new Uint8Array(5e7).fill(1)])),10)'),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
  {
    name: 'canvases of 8,000 x 8,000',
    page: script(
      "for(let i=0;i<60;i++){const c=document.createElement('canvas');c.width=c.height=8000;c.getContext('2d').fillRect(0,0,8000,8000);document.body.append(c)}",
    ),
    ends: anyEnd,
  },
  {
    name: 'a database that is filled',
    page: script(
      "const open=indexedDB.open('x');open.onupgradeneeded=()=>open.result.createObjectStore('s',{autoIncrement:true});open.onsuccess=()=>{const put=()=>{const t=open.result.transaction('s','readwrite');for(let i=0;i<8;i++)t.objectStore('s').add(new Uint8Array(8e6).fill(i));t.oncomplete=put;t.onabort=()=>{}};put()}",
    ),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
  {
    name: 'caches and files that are filled',
    page: script(
      "(async()=>{const c=await caches.open('x');for(let i=0;;i++)await c.put('/'+i,new Response(new Uint8Array(2e7)))})().catch(()=>0);(async()=>{const d=await navigator.storage.getDirectory();for(let i=0;;i++){const f=await d.getFileHandle('f'+i,{create:true}),w=await f.createWritable();await w.write(new Uint8Array(2e7));await w.close()}})().catch(()=>0)",
    ),
    options: { wait_time: 2 },
    ends: anyEnd,
  },
];
