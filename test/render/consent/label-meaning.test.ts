import { describe, expect, it } from 'vitest';
import { labelMeaning } from '../../../functions/render/consent/label-meaning.ts';

/** Labels of real banners, by what they do. */
const labels = {
  accept: [
    [
      'Accept & Close',
      'Accept all & continue',
      'Agree & Continue',
      'Yes, I accept',
      'Got it!',
      'OK',
      'Okay, thanks',
    ],
    [
      'Accept additional cookies',
      'Accept analytics cookies',
      'Accept recommended settings',
      'I’m OK with that',
    ],
    [
      'Alles akzeptieren',
      'Akzeptieren & schließen',
      'Allen zustimmen',
      'Ich stimme zu',
      'Einwilligen und weiter',
    ],
    [
      'Alle auswählen und bestätigen',
      'Ja, einverstanden',
      'Akzep\u00ADtieren',
      'Accepter & Fermer',
      'OK, tout accepter',
    ],
    [
      'OK pour moi',
      'Oui, j’accepte',
      'Zaakceptuj wszystko',
      'Akceptuję i przechodzę do serwisu',
      'Zgoda na wszystkie',
    ],
    [
      '同意して閉じる',
      'すべてのCookieを受け入れる',
      '全てのクッキーを許可する',
      'Aceitar tudo',
      'Aceptar y cerrar',
    ],
    [
      'Accetta e chiudi',
      'Acconsento',
      'Ja, ik accepteer',
      'Ik ga akkoord',
      'Godkänn alla kakor',
      'Tillad alle',
      'Godta alle',
    ],
    [
      'Hyväksy kaikki evästeet',
      'Přijmout vše',
      'Prijať všetko',
      'Elfogadom az összeset',
      'Acceptă toate',
      'Αποδοχή όλων',
    ],
    [
      'TÜMÜNÜ KABUL ET',
      'İzin ver',
      'Принять все cookies',
      'Прийняти всі',
      'Приемам всички',
      'Prihvati sve',
      'Sprejmi vse',
    ],
    [
      'Sutinku su visais',
      'Piekrītu visām',
      'Nõustun kõigiga',
      '接受所有 Cookie',
      '知道了',
      '모두 동의',
      'ยอมรับทั้งหมด',
    ],
    ['Đồng ý tất cả', 'Terima semua', 'قبول الكل', 'קבל הכל', 'Accepta totes'],
  ].flat(),
  reject: [
    [
      'Reject All & Close',
      'Reject additional cookies',
      'Only necessary',
      'Necessary only',
      'No, thanks',
      'Do not accept',
    ],
    [
      'Continue without accepting',
      'No, I do not accept',
      'Use necessary cookies only',
      'Disagree and close',
      'Opt out',
    ],
    [
      'Alles ablehnen',
      'Ablehnen & schließen',
      'Nur technisch notwendige',
      'Weiter ohne Einwilligung',
      'Nein, danke',
    ],
    [
      'Optionale Cookies ablehnen',
      'Nicht notwendige Cookies ablehnen',
      'Continuer sans accepter →',
      'Refuser & Fermer',
    ],
    [
      'Cookies nécessaires uniquement',
      'Odrzuć wszystko',
      'Nie zgadzam się',
      'Akceptuj tylko niezbędne',
      '同意しない',
    ],
    [
      '必要なCookieのみ許可',
      '必須Cookieのみ',
      '同意せずに続ける',
      'Rejeitar tudo',
      'Rechazar todo',
      'No acepto',
      'Non accetto',
    ],
    [
      'Continua senza accettare',
      'Alleen noodzakelijke cookies',
      'Endast nödvändiga',
      'Kun nødvendige',
      'Nei takk',
    ],
    [
      'En hyväksy',
      'Vain välttämättömät',
      'Jen nezbytné',
      'Odmietnuť všetko',
      'Csak a szükségesek',
      'Nem fogadom el',
    ],
    [
      'Respinge toate',
      'Nu sunt de acord',
      'Απόρριψη όλων',
      'Tümünü Reddet',
      'Kabul etmiyorum',
      'Только необходимые',
    ],
    [
      'Не согласен',
      'Відхилити всі',
      'Отхвърлям всички',
      'Odbij sve',
      'Zavrni vse',
      'Atmesti visus',
      'Noraidīt visas',
    ],
    [
      '拒绝全部',
      '不同意',
      '仅使用必要的 Cookie',
      '동의하지 않음',
      '필수만 허용',
      'ปฏิเสธทั้งหมด',
      'Từ chối tất cả',
      'رفض الكل',
    ],
  ].flat(),
  save: [
    'Save my choices',
    'Accept selected',
    'Auswahl speichern',
    'Enregistrer mes choix',
    'Voorkeuren opslaan',
  ],
  settings: [
    'Manage',
    'Cookie settings',
    'Einstellungen',
    'Paramétrer les cookies',
    'Ustawienia',
    '詳細設定',
  ],
  close: ['×', 'Close', 'Hide this message', 'Schließen', 'Fermer', '閉じる'],
} as const;

describe.each(Object.entries(labels))('%s', (does, said) => {
  it.each(said)('is what “%s” does', (label) => {
    expect(labelMeaning(label)?.does).toBe(does);
  });
});

// Each of these has a word of consent in it, or stands where one does, and is pressed by nobody who only answers a banner.
it.each(
  [
    [
      'Accept order',
      'Agree to the terms',
      'Accept invitation',
      'Allow notifications',
      'Accept and pay',
      'Accept & subscribe',
    ],
    [
      'Decline call',
      'Cancel',
      'Confirm',
      'Confirm order',
      'Continue',
      'Yes',
      'No',
      'Submit',
      'Save',
      'Sign up',
      'Enable camera',
    ],
    [
      'Necessary',
      'Necessary cookies',
      'Notwendige Cookies',
      'Cookies nécessaires',
      '必須Cookie',
      'Cookies',
      'All',
      'Marketing',
    ],
    [
      'Bestätigen',
      'Weiter',
      'Alle auswählen',
      'Nein',
      'Jetzt kaufen',
      'Zustimmen und abonnieren',
      'Commander',
      'Przejdź do serwisu',
    ],
    [
      'Accept or reject',
      'Accept necessary and optional cookies',
      'Accept all except advertising',
      '登录',
      '购买',
      'ログイン',
      '로그인',
    ],
    ['', '   ', '!', 'ok '.repeat(40)],
  ].flat(),
)('nothing is what “%s” does', (label) => {
  expect(labelMeaning(label)).toBeUndefined();
});

it.each([
  ['Accept all', true],
  ['Accept cookies', true],
  ['Nur notwendige', true],
  ['すべて拒否', true],
  ['OK', false],
  ['I agree', false],
  ['No thanks', false],
  ['同意する', false],
])('“%s” could hardly be about anything else: %s', (label, isExplicit) => {
  expect(labelMeaning(label)?.isExplicit).toBe(isExplicit);
});
