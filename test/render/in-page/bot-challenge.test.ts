import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { botChallenge } from '../../../functions/render/in-page/bot-challenge.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const isChallenge = async (html: string): Promise<boolean> => {
  await empty.write(html);
  return empty.tab.inPage(botChallenge);
};

const titled = (title: string, body: string) => `<!doctype html><title>${title}</title><body>${body}`;
const page = (body: string) => titled('example.com', body);
const links = (count: number) => '<a href="/x">A page of ours</a> '.repeat(count);

describe('what is put in place of a page to tell people from programs is known', () => {
  it.each([
    ['Cloudflare', titled('Just a moment...', '<h1>example.com</h1>')],
    [
      'Cloudflare, blocking',
      titled('Attention Required! | Cloudflare', '<h1>Sorry, you have been blocked</h1>'),
    ],
    [
      'Cloudflare, with its own words',
      page(
        '<h1>example.com</h1><p>Verify you are human by completing the action below.</p><p>example.com needs to review the security of your connection before proceeding.',
      ),
    ],
    [
      'Cloudflare in French',
      titled(
        'Un instant…',
        '<h1>example.com</h1><p>Vérifiez que vous êtes humain en effectuant l’action ci-dessous.</p><p>example.com doit vérifier la sécurité de votre connexion avant de continuer.',
      ),
    ],
    [
      'Cloudflare in German',
      page('<p>Bestätigen Sie, dass Sie ein Mensch sind, indem Sie die Aktion unten ausführen.'),
    ],
    [
      'Cloudflare in a language that nobody thought of',
      titled(
        'Bir dakika',
        '<h1>example.com</h1><p>İnsan olduğunuzu doğrulayın<script>window._cf_chl_opt={cType:"managed"}</script>',
      ),
    ],
    [
      'Cloudflare, formerly',
      page('<h1>One more step</h1><p>Please complete the security check to access example.com'),
    ],
    [
      'Amazon',
      titled(
        'Robot Check',
        `<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.<form><img src="data:," width="200" height="70"><input><button>Continue shopping</button></form>${links(2)}`,
      ),
    ],
    [
      'Google',
      page(
        '<p>Our systems have detected unusual traffic from your computer network. This page checks to see if it’s really you sending the requests, and not a robot. <a href="#">Why did this happen?</a>',
      ),
    ],
    [
      'HUMAN',
      page('<h1>Before we continue...</h1><p>Press & Hold to confirm you are<br>a human (and not a bot).'),
    ],
    ['HUMAN, by its element', page('<h1>Bir adım daha</h1><div id="px-captcha"></div>')],
    [
      'AWS WAF',
      page('<h1>Let’s confirm you are human</h1><p>Complete the security check before continuing.'),
    ],
    [
      'AWS WAF, silent',
      '<!doctype html><title></title><script async src="https://1.eu-west-1.token.awswaf.com/1/2/challenge.js"></script><body><div id="challenge-container"></div>',
    ],
    ['DataDome', page('<p id="cmsg">Please enable JS and disable any ad blocker')],
    ['DataDome, its frame', page('<iframe src="https://geo.captcha-delivery.com/captcha/?x"></iframe>')],
    [
      'Imperva',
      page(
        '<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot.',
      ),
    ],
    ['Imperva, its frame', page('<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31"></iframe>')],
    ['Vercel', titled('Vercel Security Checkpoint', '<p>We’re verifying your browser')],
    ['Anubis', titled('Making sure you’re not a bot!', '<h1>Making sure you’re not a bot!</h1>')],
    [
      'a newspaper',
      titled(
        'The Paper - Are you a robot?',
        '<h1>We’ve detected unusual activity from your computer network</h1><p>To continue, please click the box below to let us know you’re not a robot.',
      ),
    ],
  ])('%s', async (_who, html) => {
    expect(await isChallenge(html)).toBe(true);
  });
});

describe('an ordinary page is not accused', () => {
  const shop = '<h1>Acme Bank</h1><p>Welcome to our normal page. Opening hours and more.';
  it.each([
    [
      'with Imperva’s script, as each page of its sites has it',
      page(`${shop}<script async src="/_Incapsula_Resource?SWJIYLWA=1&ns=1" async></script>`),
    ],
    [
      'with AWS WAF’s token script',
      page(`${shop}<script async src="https://1.eu-west-1.token.awswaf.com/1/2/challenge.js"></script>`),
    ],
    [
      'with DataDome’s script',
      page(`${shop}<script async src="https://ct.captcha-delivery.com/c.js"></script>`),
    ],
    [
      'with Cloudflare’s detection',
      page(
        `${shop}<script>window.__CF$cv$params={r:"1"}</script><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`,
      ),
    ],
    [
      'that asks whether it is a challenge',
      page(`${shop}<script>if(!window._cf_chl_opt)document.body.dataset.x=1</script>`),
    ],
    ['with nothing but such a script', page('<script async src="/_Incapsula_Resource?SWJIYLWA=1"></script>')],
    [
      'with a form that asks the same',
      page(
        '<h1>Contact us</h1><form><label>Name <input></label><label><input type="checkbox"> Are you a robot? Tick if not.</label><p>We ask you to verify you are human so that we get no spam.</p><button>Send</button></form>',
      ),
    ],
    [
      'with a form behind a captcha',
      page(
        '<h1>Sign in</h1><form><label>Mail <input type="email"></label><label>Password <input type="password"></label><p>Verify you are human</p><div class="cf-turnstile"></div><button>Sign in</button></form>',
      ),
    ],
    [
      'about such a form, in a frame',
      page(
        '<h1>Contact us</h1><p>We ask you to verify you are human so that we get no spam.</p><iframe></iframe>',
      ),
    ],
    [
      'that offers ways on',
      page(`<nav>${links(20)}</nav><h1>Are you a robot?</h1><p>A game for children, with a robot that asks.`),
    ],
    [
      'about challenges',
      page(
        `<h1>What is a challenge?</h1><p>Verify you are human: so it says, and it is Cloudflare’s. ${'It goes on for long. '.repeat(80)}`,
      ),
    ],
    ['with a form for a challenge', page(`${shop}<form id="challenge-form" action="/join"><input></form>`)],
    ['with a container of that name', page(`${shop}<div id="challenge-container">Run 5 km</div>`)],
    [
      'whose elements stand in place of its own',
      page('<form name="title"></form><img name="body"><img name="querySelector"><p>Text'),
    ],
  ])('%s', async (_what, html) => {
    expect(await isChallenge(html)).toBe(false);
  });

  it('even where its elements stand in place of what is asked, a challenge is one', async () => {
    const html = page(
      '<img name="querySelectorAll"><img name="body"><p>Verifying you are human. This may take a few seconds.',
    );
    expect(await isChallenge(html)).toBe(true);
  });
});
