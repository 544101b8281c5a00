import type { ServerResponse } from 'node:http';
import type { RenderFailureCode } from '../../../functions/domain/render-failure.ts';

/** What a capture may come to: a picture, or one of the codes that a caller is told. */
type Outcome = 'picture' | RenderFailureCode;

/** A page that wants more than its share of something, and what may come of it. */
export interface Bomb {
  /** What it does. */
  readonly name: string;
  /** The body of its page; or what answers in its stead, given the query that the page itself asks it with. */
  readonly page: string | ((response: ServerResponse, query: URLSearchParams) => void);
  /** Capture options besides the page. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly ends: readonly Outcome[];
  /** What of the site is asked for once the bomb goes off; absent: what its script asks for first, or the page itself. */
  readonly asksFor?: string;
  /** One of the few that also `npm test` runs. */
  readonly quick?: true;
}

/** What a script asks for before it does anything else, and waits for. */
export const FUSE = '/fuse';
const lit = (text: string): string =>
  `{const fuse=new XMLHttpRequest();fuse.open('GET',self.location.origin+'${FUSE}',false);fuse.send()}${text}`;

/** A page with a script. */
export const script = (text: string): string => `<body><p>Hello<script>${lit(text)}</script>`;

/** A page whose script runs once the page has been shown. */
export const afterLoad = (text: string): string =>
  `<body><p>Hello<script>addEventListener('load',()=>setTimeout(()=>{${lit(text)}},50))</script>`;

/** A page with so many workers that run the script. */
export const withWorkers = (count: number, text: string): string =>
  `<body><p>Hello<script>const code=URL.createObjectURL(new Blob([${JSON.stringify(lit(text))}]));for(let i=0;i<${count};i++)new Worker(code)</script>`;
