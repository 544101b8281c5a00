import { afterLoad, type Bomb, script, withWorkers } from './bomb.ts';

const shader = `const gl=document.createElement('canvas').getContext('webgl');const add=(p,type,text)=>{
const s=gl.createShader(type);gl.shaderSource(s,text);gl.compileShader(s);gl.attachShader(p,s)};const p=gl.createProgram();
add(p,gl.VERTEX_SHADER,'attribute vec2 a;void main(){gl_Position=vec4(a,0.,1.);}');
add(p,gl.FRAGMENT_SHADER,'precision highp float;void main(){float x=gl_FragCoord.x;for(int i=0;i<100000000;i++){x=sin(x)+cos(x*1.1);}gl_FragColor=vec4(x);}');
gl.linkProgram(p);gl.useProgram(p);gl.bindBuffer(gl.ARRAY_BUFFER,gl.createBuffer());
gl.bufferData(gl.ARRAY_BUFFER,new Float32Array([-1,-1,3,-1,-1,3]),gl.STATIC_DRAW);gl.enableVertexAttribArray(0);
gl.vertexAttribPointer(0,2,gl.FLOAT,false,0,0);document.body.append(gl.canvas);
for(;;){gl.drawArrays(gl.TRIANGLES,0,3);gl.readPixels(0,0,1,1,gl.RGBA,gl.UNSIGNED_BYTE,new Uint8Array(4))}`;

/** Pages that want all of the processor. */
export const workBombs: readonly Bomb[] = [
  {
    name: 'a loop while it loads',
    page: script('for(;;);'),
    ends: ['page_unresponsive'],
  },
  {
    name: 'a loop after it has loaded',
    page: afterLoad('for(;;);'),
    options: { wait_time: 1 },
    ends: ['page_unresponsive', 'picture'],
  },
  {
    name: 'timers that are always late',
    page: script('setInterval(()=>{for(const e=Date.now()+200;Date.now()<e;);},1)'),
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'promises without end',
    page: afterLoad('const f=()=>Promise.resolve().then(f);f()'),
    options: { wait_time: 1 },
    ends: ['page_unresponsive', 'page_too_heavy'],
  },
  {
    name: '32 workers that spin',
    page: withWorkers(32, 'for(;;);'),
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'workers that start workers',
    page: withWorkers(
      2,
      "function f(){const code=URL.createObjectURL(new Blob(['(' + String(f) + ')()']));setInterval(()=>{new Worker(code)},200)}f()",
    ),
    options: { wait_time: 1 },
    ends: ['picture', 'page_unresponsive', 'page_too_heavy', 'page_crashed'],
  },
  {
    name: 'shared workers that spin',
    page: script("for(let i=0;i<16;i++)new SharedWorker(URL.createObjectURL(new Blob(['for(;;);'])),'w'+i)"),
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'loops in frames of other sites',
    page: Array.from(
      { length: 8 },
      (_, index) => `<iframe src="//127.0.0.${index + 2}:PORT/spin"></iframe>`,
    ).join(''),
    asksFor: '/spin',
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'a shader that never ends',
    page: afterLoad(shader),
    options: { wait_time: 1 },
    ends: ['picture', 'page_unresponsive', 'page_crashed'],
  },
  {
    name: 'WebGL contexts by the hundred',
    page: script(
      "for(let i=0;i<300;i++){const c=document.createElement('canvas');c.width=c.height=2000;const g=c.getContext('webgl2');if(g){g.clearColor(1,0,0,1);g.clear(g.COLOR_BUFFER_BIT)}document.body.append(c)}",
    ),
    ends: ['picture', 'page_unresponsive', 'page_too_heavy', 'page_crashed'],
  },
  {
    name: 'selectors that look at everything',
    page: `<style>${':has(b) '.repeat(4)}*~*{color:red}*:has(*~*:has(+*)):nth-last-child(2n+1 of :has(i)) *{color:blue}</style><body>${'<div><i></i><b></b></div>'.repeat(20_000)}<script>setInterval(()=>{document.body.append(document.createElement('b'))})</script>`,
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'a regular expression that never ends',
    page: script("/^(a+)+$/.test('a'.repeat(60)+'b')"),
    ends: ['page_unresponsive'],
  },
  {
    name: 'animation frames that change all of the layout',
    page: script(
      "for(let i=0;i<20000;i++)document.body.append(document.createElement('span'),'word ');const f=t=>{document.body.style.fontSize=10+t%20+'px';document.body.offsetHeight;requestAnimationFrame(f)};f(0)",
    ),
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'debugger statements',
    page: script('setInterval(()=>{debugger},1);for(let i=0;i<1000;i++)debugger'),
    ends: ['picture'],
  },
];
