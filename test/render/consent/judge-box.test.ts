import { describe, expect, it } from 'vitest';
import { bannerHint } from '../../../functions/render/consent/banner-words.ts';
import { judgeBox } from '../../../functions/render/consent/judge-box.ts';
import type { SeenBox } from '../../../functions/render/in-page/banner-look.ts';

const boxOf = (text: string, labels: readonly string[], more: Partial<SeenBox> = {}): SeenBox => ({
  place: 'over',
  text: [text, ...labels].join('\n'),
  asides: [],
  buttons: labels.map((label) => ({ label, isLink: false })),
  on: 0,
  off: 0,
  isWhole: true,
  ...more,
});

/** What would be pressed for an action, by its label; false: the box is no banner. */
const pressed = (box: SeenBox, action: 'accept' | 'reject'): string | undefined | false => {
  const banner = judgeBox(box, action);
  if (banner === undefined) return false;
  return banner.answer === undefined ? undefined : box.buttons[banner.answer]?.label;
};

/** What banners say, in each language, with the labels that accept and reject. */
const banners: readonly (readonly [text: string, accept: string, reject: string])[] = [
  ['We use cookies to make this site better.', 'Accept & Close', 'Reject all'],
  [
    'Cookies on Apply for a thing. We use some essential cookies to make this service work.',
    'Accept additional cookies',
    'Reject additional cookies',
  ],
  ['We value your privacy', 'Accept all', 'Reject all'],
  ['Your data, your choice. We and our partners process data about your device.', 'I agree', 'Decline'],
  ['Your privacy choices: consent to partners.', 'I agree', 'Disagree'],
  ['By continuing to use this site you agree to our cookie policy.', 'OK', 'No thanks'],
  [
    'This website uses cookies to keep you signed in and to remember your cart. See our terms and privacy policy.',
    'Got it',
    'Decline',
  ],
  ['We use cookies (not the ones with chocolate) and similar technologies.', 'Accept', 'Decline'],
  ['Wir verwenden Cookies, um unsere Website zu verbessern.', 'Akzeptieren & schließen', 'Nur notwendige'],
  [
    'Wir schätzen Ihre Privatsphäre. Wir und unsere Partner speichern Informationen auf Ihrem Gerät.',
    'Zustimmen',
    'Ablehnen',
  ],
  [
    'Datenschutzeinstellungen: Wir nutzen Technologien von Drittanbietern.',
    'Alles akzeptieren',
    'Alles ablehnen',
  ],
  [
    'Nous respectons votre vie privée. Nos partenaires et nous déposons des traceurs.',
    'Accepter & Fermer',
    'Continuer sans accepter →',
  ],
  ['Nous utilisons des cookies pour mesurer l’audience.', 'OK, tout accepter', 'Tout refuser'],
  [
    'Respetamos tu privacidad. Utilizamos cookies propias y de terceros.',
    'Aceptar y cerrar',
    'Rechazar todo',
  ],
  ['Utilitzem galetes pròpies i de tercers; utilitzeu el lloc web.', 'Accepta totes', 'Rebutja'],
  ['La tua privacy è importante per noi. Utilizziamo i cookie.', 'Accetta e chiudi', 'Rifiuta tutto'],
  ['Usamos cookies neste site.', 'Aceitar tudo', 'Rejeitar tudo'],
  ['Wij gebruiken cookies op deze website.', 'Akkoord', 'Weigeren'],
  [
    'Szanujemy Twoją prywatność. My i nasi partnerzy przechowujemy informacje na urządzeniu.',
    'Zaakceptuj wszystko',
    'Odrzuć wszystko',
  ],
  ['Na tej stronie wykorzystujemy pliki cookies.', 'Zgadzam się', 'Odmawiam'],
  ['Vi använder kakor på webbplatsen.', 'Godkänn alla kakor', 'Endast nödvändiga kakor'],
  ['Vi bruger cookies på hjemmesiden.', 'Tillad alle', 'Kun nødvendige'],
  ['Vi bruker informasjonskapsler på nettstedet.', 'Godta', 'Avvis'],
  ['Tietosuojasi on meille tärkeä. Käytämme evästeitä.', 'Hyväksyn', 'En hyväksy'],
  ['Používáme soubory cookie na těchto stránkách.', 'Přijmout vše', 'Odmítnout'],
  ['Používame súbory cookie.', 'Súhlasím', 'Nesúhlasím'],
  ['Weboldalunk sütiket használ.', 'Elfogadom', 'Elutasítom'],
  ['Folosim cookie-uri pe acest site.', 'Accept toate', 'Refuz'],
  ['Χρησιμοποιούμε cookies στον ιστότοπο.', 'Αποδοχή', 'Απόρριψη'],
  ['Bu sitede çerez kullanıyoruz.', 'Tümünü Kabul Et', 'Reddet'],
  ['Мы используем файлы cookie на сайте.', 'Принять', 'Отклонить'],
  ['Ми використовуємо файли cookie.', 'Прийняти всі', 'Відхилити'],
  ['Използваме бисквитки на сайта.', 'Приемам', 'Отказвам'],
  ['Koristimo kolačiće na ovoj stranici.', 'Prihvaćam', 'Odbij'],
  ['Na spletni strani uporabljamo piškotke.', 'Strinjam se', 'Zavrni'],
  ['Svetainėje naudojami slapukai.', 'Sutinku', 'Nesutinku'],
  ['Vietne izmanto sīkdatnes.', 'Piekrītu', 'Noraidīt'],
  ['Veebileht kasutab küpsiseid.', 'Nõustun', 'Keeldun'],
  ['当サイトではCookieを使用しています。', '同意して閉じる', '必要なCookieのみ許可'],
  ['我们使用 Cookie 来改善网站。', '接受', '拒绝'],
  ['이 사이트는 쿠키를 사용합니다.', '동의합니다', '거부'],
  ['เว็บไซต์นี้ใช้คุกกี้', 'ยอมรับ', 'ปฏิเสธ'],
  ['Trang web này sử dụng cookie.', 'Đồng ý', 'Từ chối'],
  ['Situs ini menggunakan cookie.', 'Setuju', 'Tolak'],
  ['نستخدم ملفات تعريف الارتباط في هذا الموقع.', 'موافق', 'رفض'],
  ['האתר משתמש בעוגיות כדי לשפר את השירות. אתר זה', 'קבל הכל', 'דחה'],
];

describe('a cookie banner', () => {
  it.each(banners)('is answered as asked: %s', (text, accept, reject) => {
    const box = boxOf(text, [accept, reject]);
    expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([accept, reject]);
    // What the page is asked for has to let it through.
    expect(new RegExp(bannerHint, 'iu').test(box.text)).toBe(true);
  });

  it.each([
    ['nothing but a ×', ['×']],
    ['a button of its own wording', ['Count me in', 'Tell me more']],
    ['no button at all', []],
    ['settings and a way to save them', ['Settings', 'Save']],
  ])('is seen, and nothing pressed, where it has %s', (_what, labels) => {
    const box = boxOf('By continuing to use this site you accept our cookies.', labels);
    expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([undefined, undefined]);
  });

  it('is answered beside an offer only by what says that it is about consent', () => {
    const text = 'We use cookies for advertising. Or read without, for a subscription.';
    expect(pressed(boxOf(text, ['Accept all', 'Subscribe for 3.99 €']), 'accept')).toBe('Accept all');
    expect(pressed(boxOf(text, ['I agree', 'Subscribe for 3.99 €']), 'accept')).toBeUndefined();
  });

  it('is answered by the button that names cookies, where there are two', () => {
    expect(pressed(boxOf('We use cookies.', ['OK', 'Accept all cookies']), 'accept')).toBe(
      'Accept all cookies',
    );
  });

  it('is closed once it asks for nothing any more, and not before', () => {
    const thanks = 'You’ve accepted additional cookies. You can change your cookie settings at any time.';
    expect(judgeBox(boxOf(thanks, ['Hide this message']), 'accept')).toMatchObject({ close: 0 });
    expect(judgeBox(boxOf(thanks, ['Hide this message'], { place: 'flow' }), 'accept')).toMatchObject({
      close: 0,
    });
    expect(judgeBox(boxOf('We use cookies.', ['Close', 'Accept']), 'reject')?.close).toBeUndefined();
  });

  it('in the page itself is one only with a button that answers', () => {
    const text = 'We use cookies to make this site better.';
    expect(pressed(boxOf(text, ['Accept'], { place: 'flow' }), 'accept')).toBe('Accept');
    expect(pressed(boxOf(text, ['Menu', 'Cookie settings'], { place: 'flow' }), 'accept')).toBe(false);
    expect(pressed(boxOf('Your privacy, our partners', ['Accept all'], { place: 'flow' }), 'accept')).toBe(
      false,
    );
  });
});

/** What else boxes over a page ask for. */
const others: readonly (readonly [what: string, text: string, labels: readonly string[]])[] = [
  [
    'notifications',
    'Stay up to date. May we send you notifications? You can withdraw your consent at any time. We respect your privacy.',
    ['Allow', 'No thanks'],
  ],
  [
    'terms',
    'Our terms have changed. By continuing you consent to the new terms of service and a price of 9.99 a month.',
    ['I agree', 'Decline'],
  ],
  [
    'a log-in',
    'Sign in. By signing in you consent to our terms and cookie policy.',
    ['I agree', 'No thanks', 'Sign in with Google'],
  ],
  [
    'a log-in that uses cookies',
    'Log in to your account. We use cookies to keep you logged in.',
    ['OK', 'Decline'],
  ],
  ['an age', 'Are you over 18? We respect your privacy.', ['Yes, I agree', 'No thanks']],
  [
    'a newsletter',
    '10% off! Join our list. Your privacy matters. You consent to receive e-mails.',
    ['Accept', 'No thanks'],
  ],
  [
    'an order of cookies',
    'Grandma’s cookie shop · 3 cookies in your cart',
    ['Decline', 'Confirm order', 'OK'],
  ],
  ['a recipe', 'Cookies with chocolate. How we bake cookies.', ['Accept', 'Decline']],
  ['the end of an account', 'Do you want to close your account?', ['Accept', 'Decline']],
  ['a location', 'This site wants to know your location, with your consent.', ['Allow', 'Deny']],
  ['a call', 'Anna is calling you. The call is private; your privacy is protected.', ['Accept', 'Decline']],
  [
    'terms, in German',
    'Unsere AGB haben sich geändert. Bitte willigen Sie ein; Datenschutzerklärung.',
    ['Einverstanden', 'Ablehnen'],
  ],
  [
    'a newsletter, in German',
    'Newsletter abonnieren und 10 % Rabatt sichern. Einwilligung jederzeit widerrufbar, Datenschutz.',
    ['Zustimmen', 'Nein, danke'],
  ],
  [
    'an age, in German',
    'Sind Sie über 18 Jahre alt? Wir achten Ihre Privatsphäre.',
    ['Einverstanden', 'Ablehnen'],
  ],
  [
    'notifications, in French',
    'Recevoir nos notifications ? Votre consentement peut être retiré, politique de confidentialité.',
    ['Autoriser', 'Non merci'],
  ],
  [
    'an account, in French',
    'Connectez-vous. En continuant, vous acceptez notre politique de cookies.',
    ['J’accepte', 'Refuser'],
  ],
  [
    'a newsletter, in Spanish',
    'Suscríbete al boletín. Consulta la política de privacidad y cookies.',
    ['Acepto', 'No, gracias'],
  ],
  ['an account, in Italian', 'Accedi al tuo conto. Informativa sulla privacy.', ['Accetto', 'Rifiuto']],
  [
    'notifications, in Polish',
    'Czy chcesz otrzymywać powiadomienia? Zgodę możesz cofnąć.',
    ['Zgadzam się', 'Nie, dziękuję'],
  ],
  [
    'notifications, in Russian',
    'Разрешить уведомления? Политика конфиденциальности.',
    ['Разрешить', 'Нет, спасибо'],
  ],
  [
    'a log-in, in Japanese',
    'ログインすると、利用規約とプライバシーポリシーに同意したことになります。',
    ['同意する', '同意しない'],
  ],
  ['terms, in Chinese', '请阅读并同意用户条款和隐私政策。', ['同意', '不同意']],
  ['notifications, in Korean', '알림을 받으시겠습니까? 개인정보 처리방침', ['허용', '거부']],
  ['an age, in Turkish', '18 yaşından büyük müsünüz? Gizlilik önemlidir.', ['Tamam', 'Hayır, teşekkürler']],
];

describe('a box that asks for something else', () => {
  it.each(others)('is no banner: %s', (_what, text, labels) => {
    const box = boxOf(text, labels);
    expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([false, false]);
  });

  // All but the recipe, which asks for nothing.
  it.each(others.filter(([what]) => what !== 'a recipe'))(
    'is none where it speaks of cookies afterwards: %s',
    (_what, text, labels) => {
      const box = boxOf(`${text}\nWe use cookies on this site.`, labels);
      expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([false, false]);
    },
  );

  it('is none where it has the contents of a page about cookies', () => {
    const box = boxOf('On this page', [
      'What cookies are used for',
      'Third-party cookies',
      'Browser settings',
    ]);
    expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([false, false]);
  });

  it.each(others)('is none with a cookie policy at its foot: %s', (_what, text, labels) => {
    const foot = 'We use cookies. Cookie policy';
    const box = boxOf(`${text}\n${foot}`, labels, { asides: [foot] });
    expect([pressed(box, 'accept'), pressed(box, 'reject')]).toEqual([false, false]);
  });
});

describe('what is left of a banner', () => {
  it.each(['accept', 'reject'] as const)(
    'is no banner: a tab that leads back to its settings, for %s',
    (action) => {
      expect(pressed(boxOf('', ['Cookie settings']), action)).toBe(false);
    },
  );

  it('is one with a sentence beside that button, though nothing in it answers', () => {
    expect(pressed(boxOf('We use cookies to count our visitors.', ['Cookie settings']), 'accept')).toBe(
      undefined,
    );
  });
});
