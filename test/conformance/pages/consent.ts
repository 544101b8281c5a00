import type { Colour } from '../../support/fixture-site/colours.ts';
import { type Answer, html } from './page.ts';
import { css, GREEN, RED } from './signal.ts';

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

const banners: Readonly<Record<string, string>> = {
  known: knownBanner,
  unknown: unknownBanner,
  framed: framedBanner,
};

/** Asks for consent by a banner that a script puts in, `kind`: known, unknown or framed; without it there is none. */
const asks = html(
  ({ query }) => `<title>Consent</title><body style="margin:0;background:${css(RED)}">
<template>${banners[query.get('kind') ?? ''] ?? ''}</template><script>
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

/** Pages that ask their visitors for consent. */
export const consentPages: Readonly<Record<string, Answer>> = { '/consent': asks, '/index.html': frame };
