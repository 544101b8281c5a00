import type { Colour } from './colours.ts';

type Page = (query: URLSearchParams) => string;

/** The ground of all these pages, and that of their banners, which lie over its lower part. */
export const GROUND: Colour = [30, 120, 70];
export const BANNER: Colour = [230, 60, 60];

const css = ([red, green, blue]: Colour): string => `rgb(${red} ${green} ${blue})`;
const place = `position:fixed;left:0;right:0;bottom:0;height:240px;box-sizing:border-box;padding:32px;background:${css(BANNER)};
font:20px sans-serif;color:#fff;transition:opacity .4s`;

/**
 * A page whose title says what it was told, and whose banner fades away then. `late`: milliseconds after load until the
 * banner shows; `scrolled`: it shows once the page has been scrolled; `stays`: it does not go away.
 */
const page = (query: URLSearchParams, banner: string, more = ''): string => `<title>untold</title>
<style>body{margin:0;height:${query.has('scrolled') ? 300 : 100}vh;background:${css(GROUND)}}#banner{${place}}button{font:20px sans-serif;padding:12px 24px}</style>
<body><h1>A page</h1><template>${banner}</template><script>
const away=()=>{const b=document.querySelector('#banner,[data-banner]');b.style.opacity=0;setTimeout(()=>b.remove(),450)};
const tell=(what)=>{document.title=document.title==='untold'?what:document.title+' '+what;${query.has('stays') ? '' : 'away()'}};
const show=()=>{document.body.append(document.querySelector('template').content.cloneNode(true));${more}};
${query.has('scrolled') ? "addEventListener('scroll',show,{once:true})" : `addEventListener('load',()=>setTimeout(show,${Number(query.get('late') ?? 0)}))`};
</script>`;

const button = (what: string, label: string, attributes = ''): string =>
  `<button onclick="tell('${what}')" ${attributes}>${label}</button>`;

const text = '<p>We use cookies and similar technologies to make this page better.</p>';

// What the managers' own banners are made of, as far as anybody who answers them can tell.

const oneTrust: Page = (query) =>
  page(
    query,
    `<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" data-banner style="${place}">${text}
${button('accept', 'Accept All Cookies', 'id="onetrust-accept-btn-handler"')}
${button('reject', 'Reject All', 'id="onetrust-reject-all-handler"')}</div></div>`,
  );

const cookiebot: Page = (query) =>
  page(
    query,
    `<div id="CybotCookiebotDialog" data-banner style="${place}">${text}
${button('reject', 'Deny', 'id="CybotCookiebotDialogBodyLevelButtonLevelOptinDeclineAll"')}
${button('accept', 'Allow all', 'id="CybotCookiebotDialogBodyButtonAccept"')}</div>`,
    'window.Cookiebot={hasResponse:false,dialog:{visible:true}}',
  );

const didomi: Page = (query) =>
  page(
    query,
    `<div id="didomi-host"><div id="didomi-notice" data-banner style="${place}">${text}
${button('reject', 'Disagree and close', 'id="didomi-notice-disagree-button"')}
${button('accept', 'Agree and close', 'id="didomi-notice-agree-button"')}</div></div>`,
  );

const quantcast: Page = (query) =>
  page(
    query,
    `<div id="qc-cmp2-container"><div id="qc-cmp2-ui" data-banner style="${place}">${text}
<div class="qc-cmp2-summary-buttons">${button('reject', 'DISAGREE', 'id="disagree-btn" mode="secondary"')}
${button('accept', 'AGREE', 'mode="primary"')}</div></div></div>`,
  );

/** Its banner is in a shadow root, and accepting goes by its script alone. */
const usercentrics: Page = (query) =>
  page(
    query,
    `<div id="usercentrics-root" data-banner style="${place}"></div>`,
    `const root=document.querySelector('#usercentrics-root').attachShadow({mode:'open'});
root.innerHTML=${JSON.stringify(`<div data-testid="uc-container">${text}<button data-testid="uc-deny-all-button">Deny</button></div>`)};
root.querySelector('button').onclick=()=>tell('reject');
window.UC_UI={acceptAllConsents:()=>(tell('accept'),true),closeCMP:()=>true,areAllConsentsAccepted:()=>document.title==='accept'}`,
  );

/** Its banner is a frame of another site: `at` is where that is. */
const sourcepoint: Page = (query) =>
  page(
    query,
    `<div id="sp_message_container_1" data-banner style="${place};padding:0">
<iframe src="${query.get('at')}/index.html?message_id=1" style="border:0;width:100%;height:100%"></iframe></div>`,
    `addEventListener('message',({data})=>tell(data))`,
  );

const sourcepointFrame: Page = () => `<title>Message</title>
<body style="margin:0;padding:32px;font:20px sans-serif">${text}
<button class="sp_choice_type_13" onclick="parent.postMessage('reject','*')">Reject</button>
<button class="sp_choice_type_11" onclick="parent.postMessage('accept','*')">Accept</button>`;

/** A frame over the page, of a manager that nobody knows. */
const unknownFrame: Page = (query) =>
  page(
    query,
    `<div data-banner style="${place};padding:0">
<iframe src="${query.get('at')}/consent/inner" style="border:0;width:100%;height:100%"></iframe></div>`,
    `addEventListener('message',({data})=>tell(data))`,
  );

const innerFrame: Page = () => `<title>Inner</title>
<body style="margin:0;padding:32px;font:20px sans-serif">${text}
<button onclick="parent.postMessage('reject','*')">Only necessary</button>
<button onclick="parent.postMessage('accept','*')">Accept all</button>`;

/** What unknown banners say in some languages: the text, and the labels that accept and reject. */
export const languages: Readonly<Record<string, readonly [text: string, accept: string, reject: string]>> = {
  en: ['This site uses cookies to count its visitors.', 'Accept all', 'Only necessary cookies'],
  de: [
    'Wir verwenden Cookies, um unsere Website zu verbessern.',
    'Alle akzeptieren',
    'Nur notwendige Cookies',
  ],
  fr: ['Nous utilisons des cookies pour mesurer l’audience.', 'Tout accepter', 'Continuer sans accepter'],
  es: ['Utilizamos cookies propias y de terceros.', 'Aceptar todas las cookies', 'Rechazar todo'],
  it: ['Utilizziamo i cookie per migliorare il sito.', 'Accetta tutti', 'Rifiuta'],
  nl: ['Wij gebruiken cookies op deze website.', 'Alles accepteren', 'Alleen noodzakelijke cookies'],
  pl: ['Używamy plików cookie.', 'Akceptuję wszystkie', 'Odrzuć wszystkie'],
  sv: ['Vi använder kakor på webbplatsen.', 'Godkänn alla', 'Endast nödvändiga'],
  fi: ['Käytämme evästeitä.', 'Hyväksy kaikki', 'Vain välttämättömät'],
  tr: ['Bu sitede çerez kullanıyoruz.', 'Tümünü kabul et', 'Reddet'],
  ru: ['Мы используем файлы cookie.', 'Принять все', 'Только необходимые'],
  ja: ['当サイトではCookieを使用しています。', 'すべて許可する', '拒否する'],
  zh: ['我们使用 Cookie 来改善网站。', '全部接受', '拒绝'],
  ko: ['이 사이트는 쿠키를 사용합니다.', '모두 동의', '거부'],
};

/** A banner that no rule knows. `lang`; `without`: it has no button to reject with; `shadow`: in a shadow root. */
const unknown: Page = (query) => {
  const [words, accept, reject] = languages[query.get('lang') ?? 'en'] ?? ['', '', ''];
  const inner = `<p>${words}</p>${button('accept', accept)} ${query.has('without') ? '' : button('reject', reject)}
<a href="/consent/policy">Read more</a>`;
  if (!query.has('shadow')) return page(query, `<div id="banner">${inner}</div>`);
  // What lies over the page is within the shadow root, and its host nowhere.
  return page(
    query,
    '<div data-banner></div>',
    `document.querySelector('[data-banner]').attachShadow({mode:'open'}).innerHTML=${JSON.stringify(`<div style="${place}">${inner}</div>`)}`,
  );
};

/** Purposes to choose from: one that is necessary, and others that are `on` or off. */
const purposes = (on: boolean): string =>
  `${['Statistics', 'Marketing']
    .map((name) => `<label><input type="checkbox" style="opacity:0"${on ? ' checked' : ''}>${name}</label>`)
    .join('')}<label><input type="checkbox" checked disabled>Necessary</label>`;

/**
 * A banner that cannot be rejected at once. `kind`: `settings` has a button for that in settings which open slowly, `save`
 * purposes that are all off, `saves` settings with such; and with nothing to reject by: `on` purposes that are on,
 * `pressed` one that is a button, `against` a switch with which one objects, `empty` settings with nothing to press, `link`
 * settings that are another page.
 */
const steps: Page = (query) => {
  const kind = query.get('kind') ?? '';
  const choice = (on: boolean): string => `${purposes(on)}${button('reject', 'Save my choices')}`;
  const opened: Readonly<Record<string, string>> = {
    settings: `${button('reject', 'Reject all')} ${button('accept', 'Allow all')}`,
    saves: `${choice(false)} ${button('accept', 'Allow all')}`,
    empty: '',
  };
  const beside: Readonly<Record<string, string>> = {
    pressed: `<button aria-pressed="true">Statistics</button>${choice(false)}`,
    against: `<p>Opt out of the sale of your data:</p>${choice(false)}`,
    link: '<a href="/consent/policy" role="button">Manage options</a>',
  };
  const inner = opened[kind];
  const dialog = `<h2>Cookie preferences</h2><p>Cookies, by what they are for.</p>${inner}`;
  const more =
    inner === undefined
      ? (beside[kind] ?? choice(kind === 'on'))
      : '<button id="more">Manage options</button>';
  return page(
    query,
    `<div id="banner">${text}${button('accept', 'Accept all')} ${more}</div>`,
    `const more=document.querySelector('#more');if(more)more.onclick=()=>setTimeout(()=>{document.querySelector('#banner').innerHTML=${JSON.stringify(dialog)}},600)`,
  );
};

/** All that its banner says is in its foot, after a list of links that is empty yet. */
const foot: Page = (query) =>
  page(
    query,
    `<div id="banner"><nav></nav><footer>${text}${button('accept', 'Accept')} ${button('reject', 'Decline')}</footer></div>`,
  );

const none: Page = (query) => page(query, '');

/** Speaks of cookies, and has buttons that accept, but no banner: what a recipe or a newsletter is like. */
const lookalikes: Page = (query) =>
  page(
    query,
    `<main><h2>Cookies with chocolate</h2><p>How we make cookies.</p>${button('accept', 'Accept')}</main>
<div id="banner"><p>Our newsletter. By subscribing you agree to our cookie policy.</p><input type="email">
${button('accept', 'OK')}</div>
<dialog open style="position:fixed;top:0"><p>12 cookies with chocolate</p><label><input type="checkbox">As a gift</label>
${button('reject', 'Confirm')} ${button('reject', 'Save my choices')}</dialog>`,
  );

/** Tries to pass itself off as the script that watches for banners, by all the names that it could have. */
const forger: Page = (query) =>
  page(
    query,
    '',
    `const lies=[{type:'autoconsentDone',cmp:'forged'},{type:'popupFound',cmp:'forged'},{type:'optInResult',cmp:'forged',result:true}];
const found=['snapstackConsent','autoconsentSendMessage','autoconsentReceiveMessage'].filter((name)=>name in window);
for(const name of found)for(const lie of lies){window[name](lie);window[name](JSON.stringify(lie))}
for(const lie of lies)window.postMessage(lie,'*');
document.title=found.length+' ways'`,
  );

/** Has the marks of a known manager, whose buttons do nothing. */
const deaf: Page = (query) =>
  page(
    query,
    `<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" style="${place}">${text}
<button id="onetrust-accept-btn-handler">Accept All Cookies</button>
<button id="onetrust-reject-all-handler">Reject All</button></div></div>`,
  );

/**
 * Asks `late` milliseconds after it has been scrolled, and has a mark below its first window. It goes to another document when
 * it is answered, or `stays`, or `locks` itself at its top until then. `known`: by a known manager. Its parts show when they come
 * into view, once it has been scrolled.
 */
const anew: Page = (query) => {
  const attributes = query.has('known')
    ? ['id="onetrust-banner-sdk"', 'id="onetrust-accept-btn-handler"']
    : ['', ''];
  return `<title>untold</title>
<style>body{margin:0;background:#fff}.b{${place}}section{height:900px;background:#fff}section.seen,#mark{background:${css(GROUND)}}
.locked{position:fixed;width:100%}h2{margin:0}
b{position:absolute;top:3200px;left:800px;width:150px;height:250px;background:#36c}</style>
<body><section></section><section></section><section id="mark"><h2>The mark</h2></section><section></section><section></section><b></b>
<template><div id="onetrust-consent-sdk"><div class="b" ${attributes[0]}>${text}${button('accept', 'Accept all', attributes[1])}</div></div></template><script>
const tell=(what)=>{${
    query.has('locks') || query.has('stays')
      ? "document.title=what;document.body.classList.remove('locked');document.querySelector('.b').remove()"
      : "sessionStorage.setItem('told',what);location.search+='&told'"
  }};
const told=sessionStorage.getItem('told');
if(told)document.title=told;
else addEventListener('scroll',()=>setTimeout(()=>{document.body.append(document.querySelector('template').content);
${query.has('locks') ? "document.body.classList.add('locked')" : ''}},${Number(query.get('late') ?? 0)}),{once:true});
const seen=new IntersectionObserver((all)=>{for(const{isIntersecting,target}of all)if(isIntersecting)target.classList.add('seen')});
addEventListener('scroll',()=>{for(const one of document.querySelectorAll('section'))seen.observe(one)},{once:true});
</script>`;
};

/** The pages with banners, by path. */
export const consentPages: Readonly<Record<string, Page>> = {
  '/consent/onetrust': oneTrust,
  '/consent/cookiebot': cookiebot,
  '/consent/didomi': didomi,
  '/consent/quantcast': quantcast,
  '/consent/usercentrics': usercentrics,
  '/consent/sourcepoint': sourcepoint,
  '/index.html': sourcepointFrame,
  '/consent/unknown': unknown,
  '/consent/unknown-frame': unknownFrame,
  '/consent/inner': innerFrame,
  '/consent/steps': steps,
  '/consent/foot': foot,
  '/consent/none': none,
  '/consent/lookalikes': lookalikes,
  '/consent/forger': forger,
  '/consent/deaf': deaf,
  '/consent/anew': anew,
};
