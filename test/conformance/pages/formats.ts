import { type Answer, html } from './page.ts';
import { css, GREEN } from './signal.ts';

/** The colours of /wide-gamut as sRGB has them: color(display-p3 .5 .5 .5), (.7 .4 .3) and (.3 .6 .4). */
export const gamutColours = [
  [128, 128, 128],
  [191, 97, 70],
  [36, 155, 97],
] as const;
/** The box of /bare: its place and size in CSS pixels. */
export const box = { left: 100, top: 80, width: 300, height: 200 } as const;

/** The colour of /waves at a place, in CSS pixels: a picture that is known to the last pixel, without being flat. */
export const waveColour = (x: number, y: number): readonly [number, number, number] => [
  Math.round(127.5 + 120 * Math.sin(x / 37 + y / 91)),
  Math.round(127.5 + 120 * Math.sin(x / 53 - y / 29)),
  Math.round(127.5 + 120 * Math.cos(x / 71 + y / 43)),
];

const waves = html(
  () => `<title>Waves</title><body style="margin:0"><canvas width="640" height="360" style="display:block"></canvas><script>
const c=document.querySelector('canvas').getContext('2d'),i=c.createImageData(640,360);
for(let y=0;y<360;y++)for(let x=0;x<640;x++)i.data.set([Math.round(127.5+120*Math.sin(x/37+y/91)),
Math.round(127.5+120*Math.sin(x/53-y/29)),Math.round(127.5+120*Math.cos(x/71+y/43)),255],4*(y*640+x));
c.putImageData(i,0,0)</script>`,
);

const wideGamut = html(
  () => `<title>Wide gamut</title><style>body{margin:0;display:flex}div{width:200px;height:400px}</style><body>
${['.5 .5 .5', '.7 .4 .3', '.3 .6 .4'].map((colour) => `<div style="background:color(display-p3 ${colour})"></div>`).join('')}`,
);

/** Paints no ground: a box, and beside it one that lets half of what is behind it through. */
const bare = html(() => {
  const { left, top, width, height } = box;
  const place = (x: number) =>
    `position:absolute;left:${x}px;top:${top}px;width:${width}px;height:${height}px`;
  return `<title>Bare</title><body style="margin:0"><div style="${place(left)};background:${css(GREEN)}"></div>
<div style="${place(left + width + 100)};background:rgb(255 0 0/.5)"></div>`;
});

/** Pages about colours and files. */
export const formatPages: Readonly<Record<string, Answer>> = {
  '/waves': waves,
  '/wide-gamut': wideGamut,
  '/bare': bare,
};
