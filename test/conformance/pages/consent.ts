import type { Colour } from '../../support/fixture-site/colours.ts';
import { type Answer, html } from './page.ts';
import { css, GREEN, RED, signalPage } from './signal.ts';

/** What a page that asks for consent looks like after either answer; red as long as it has none. */
export const consentColours: { readonly accept: Colour; readonly reject: Colour } = {
  accept: GREEN,
  reject: [30, 80, 190],
};

const cover = 'position:fixed;inset:0;z-index:9;background:#fff;font:16px sans-serif;padding:40px';

// The mark-up of a banner that is known by name: version 3 of the library "cookieconsent" by Orest Bida.
const knownBanner = `<div id="cc-main"><div class="cm-wrapper" style="${cover}"><div class="cm"><p>We use cookies.</p>
<button class="cm__btn" data-role="all" onclick="answer('accept')">Accept all</button>
<button class="cm__btn" data-role="necessary" onclick="answer('reject')">Reject all</button></div></div></div>`;

const unknownBanner = `<div class="b-7f3a" role="dialog" aria-label="Cookies" style="${cover}"><h2>We value your privacy</h2>
<p>We and our partners use cookies and similar technologies to measure how this site is used.</p>
<button onclick="answer('accept')">Accept all cookies</button> <button onclick="answer('reject')">Reject all</button></div>`;

// The address and mark-up of a banner in a frame that is known by name: Sourcepoint.
const framedBanner = `<div id="sp_message_container_1" style="${cover}"><iframe id="sp_message_iframe_1" title="Consent"
src="/index.html?message_id=1" style="width:600px;height:300px;border:0"></iframe></div>`;

/** A banner that no rule knows, beside one that they do. */
const besideBanner = `<div style="position:fixed;left:0;right:0;bottom:0;padding:30px;background:#fff;z-index:9999"><p>We and our partners use
cookies. Do you consent?</p><button onclick="tell(this,'accept')">I agree</button> <button onclick="tell(this,'reject')">I refuse</button>
<script>function tell(button,what){document.title='also '+what;button.parentNode.remove()}</script></div>`;

const banners: Readonly<Record<string, string>> = {
  known: knownBanner,
  unknown: unknownBanner,
  beside: knownBanner,
  framed: framedBanner,
};

/**
 * Asks for consent by a banner that a script puts in, `kind`: known, unknown, framed, or known with `beside` it another one;
 * without it there is none.
 */
const asks = html(
  ({ query }) => `${signalPage('Consent', RED)}
<template>${banners[query.get('kind') ?? ''] ?? ''}</template>${query.get('kind') === 'beside' ? besideBanner : ''}<script>
function answer(what){document.querySelector('#banner').remove();document.cookie='cc_cookie='+what;
document.body.style.background=what==='accept'?'${css(consentColours.accept)}':'${css(consentColours.reject)}'}
addEventListener('message',({data})=>{if(data==='accept'||data==='reject')answer(data)});
addEventListener('load',()=>setTimeout(()=>{const d=document.createElement('div');d.id='banner';
d.append(document.querySelector('template').content);document.body.append(d)},100))</script>`,
);

const frame = html(
  () => `<title>Consent</title><body style="background:#fff"><p>We use cookies.</p>
<button class="sp_choice_type_11" onclick="parent.postMessage('accept','*')">Accept</button>
<button class="sp_choice_type_13" onclick="parent.postMessage('reject','*')">Reject</button>`,
);

const bottom = 'position:fixed;left:0;right:0;bottom:0;padding:30px;background:#fff;font:16px sans-serif';
const question = '<p>We use cookies to count our visitors.</p>';
const buttons = `<button onclick="answer('accept')">Accept all</button> <button onclick="answer('reject')">Reject all</button>`;
/** A frame's document, which tells the page around it. */
const framed = question + buttons.replaceAll('answer(', 'parent.answer(');
const asAttribute = (text: string): string => text.replaceAll('"', '&quot;');

/** What banners are made of that are no box over the page with buttons in it. `script` runs after the banner is there. */
const shapes: Readonly<Record<string, { readonly banner: string; readonly script?: string }>> = {
  divs: {
    banner: `<div id="b" style="${bottom}">${question}<div id="y" style="cursor:pointer">Accept all</div>
<span id="n" style="cursor:pointer"><b>Reject</b> all</span></div>`,
    script: `y.addEventListener('click',()=>answer('accept'));n.addEventListener('click',()=>answer('reject'))`,
  },
  slotted: {
    banner: `<div id="b" style="${bottom}">${question}<ds-action id="y">Accept all</ds-action> <ds-action id="n">Reject all</ds-action></div>`,
    script: `customElements.define('ds-action',class extends HTMLElement{constructor(){super();
this.attachShadow({mode:'open'}).innerHTML='<button><slot></slot></button>'}});y.onclick=()=>answer('accept');n.onclick=()=>answer('reject')`,
  },
  links: {
    banner: `<div id="b" style="${bottom}">${question}<a href="?kind=links&amp;answer=accept">Accept all</a>
<a href="?kind=links&amp;answer=reject">Reject all</a></div>`,
  },
  srcdoc: {
    banner: `<div id="b" style="${bottom}"><iframe style="border:0" srcdoc="${asAttribute(framed)}"></iframe></div>`,
  },
  written: {
    banner: `<div id="b" style="${bottom}"><iframe style="border:0"></iframe></div>`,
    script: `const d=b.firstChild.contentDocument;d.write(${JSON.stringify(framed)});d.close()`,
  },
  closed: {
    banner: '<div id="b"></div>',
    script: `const root=b.attachShadow({mode:'closed'});root.innerHTML=${JSON.stringify(`<div style="${bottom}">${question}<button>Accept all</button> <button>Reject all</button></div>`)};
const[y,n]=root.querySelectorAll('button');y.onclick=()=>answer('accept');n.onclick=()=>answer('reject')`,
  },
  absolute: {
    banner: `<div id="b" style="${bottom};position:absolute;top:0;bottom:auto">${question}${buttons}</div>`,
  },
  // As public services in Britain have it: in the page's flow, with a word of thanks that has to be hidden.
  inFlow: {
    banner: `<div id="b" role="region" aria-label="Cookies" style="background:#fff;padding:20px"><h2>Cookies on this service</h2>
<p>We use some essential cookies to make this service work.</p><button>Accept additional cookies</button>
<button>Reject additional cookies</button> <a href="/consent/other">View cookies</a></div>`,
    script: `const[y,n]=document.querySelectorAll('button');const thanks=(what)=>{document.title=what;
b.innerHTML='<p>You have answered. You can change your cookie settings at any time.</p><button>Hide this message</button>';
b.lastChild.onclick=()=>answer(what)};y.onclick=()=>thanks('accept');n.onclick=()=>thanks('reject')`,
  },
  two: {
    banner: `<div id="b" style="${bottom}">${question}${buttons}</div>
<div id="c" style="${bottom};top:0;bottom:auto"><p>Your privacy choices: consent to our partners.</p>
<button onclick="c.remove()">I agree</button> <button onclick="c.remove()">I disagree</button></div>`,
  },
  scrolled: {
    banner: '',
    script: `document.body.style.height='300vh';addEventListener('scroll',()=>
document.body.insertAdjacentHTML('beforeend',${JSON.stringify(`<div id="b" style="${bottom}">${question}${buttons}</div>`)}),{once:true})`,
  },
  // What came in answer is filled in half a second after it has loaded.
  reloading: {
    banner: `<div id="b" style="${bottom}">${question}<button onclick="location.search+='&answer=accept&late=500'">Accept all</button></div>`,
  },
};

const shaped = html(({ query }) => {
  const { banner = '', script = '' } = shapes[query.get('kind') ?? ''] ?? {};
  const told = query.get('answer');
  const after = `setTimeout(()=>answer('${told}'),${Number(query.get('late') ?? 0)})`;
  return `${signalPage('untold', RED)}${told === null ? banner : '<h1 id="b">It is coming</h1>'}<script>
function answer(what){document.title=what;document.querySelector('#b')?.remove();
document.body.style.background=what==='accept'?'${css(consentColours.accept)}':'${css(consentColours.reject)}'}
${told === null ? script : `addEventListener('load',()=>${after})`}</script>`;
});

const box = 'position:fixed;top:80px;left:300px;padding:30px;background:#fff;border:1px solid';
const said = (...labels: readonly string[]): string =>
  labels.map((label) => `<button onclick="document.title=this.textContent">${label}</button>`).join(' ');

/** Boxes that ask for something else, and a banner that has no answer. */
const others: Readonly<Record<string, string>> = {
  notifications: `<div style="${box}"><h2>Stay up to date</h2><p>May we send you notifications? You can withdraw your consent
at any time. We respect your privacy.</p>${said('Allow', 'No thanks')}</div>`,
  application: `<div style="position:fixed;inset:0;overflow:auto"><nav><a href="/">Home</a></nav><h1>Account</h1>
<p>Do you want to close it?</p>${said('Accept', 'Decline', 'Accept all')}<footer>We use cookies on this site. ${said('Cookie settings')}</footer></div>`,
  order: `<div style="position:sticky;top:0;background:#fff">Grandma’s cookie shop: 3 cookies in your cart
${said('Decline', 'Confirm order', 'OK')}</div>`,
  article: `<main><h1>How we use cookies on this site</h1><p>We use cookies and similar technologies.</p>${said('Accept', 'Decline')}</main>`,
  purposes: `<div style="${box}"><h2>Cookies</h2><p>We use cookies on this site, for these purposes.</p>
${said('Necessary cookies', 'Marketing cookies')} <label style="cursor:pointer"><input type="checkbox" disabled checked>Only necessary</label></div>`,
  notice: `<div style="${box}"><p>By continuing to use this site you accept our cookies.</p>${said('×')}</div>`,
};

const other = html(
  ({ query }) =>
    `<title>untold</title><body style="background:${css(RED)}"><h1>A page</h1>${others[query.get('kind') ?? ''] ?? ''}`,
);

/** Pages that ask their visitors for consent. */
export const consentPages: Readonly<Record<string, Answer>> = {
  '/consent': asks,
  '/index.html': frame,
  '/consent/shaped': shaped,
  '/consent/other': other,
};
