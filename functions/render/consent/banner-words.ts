// What the texts of cookie banners are told by, in all languages at once, and those of other boxes that ask for something.
// Each is tried in lower case. What repeats in them is bounded: a word that is written a thousand times without a space would
// be read to its end from each of its places otherwise.

const anyOf = (stems: readonly string[], flags = 'iu'): RegExp => new RegExp(stems.join('|'), flags);

/** What cookies are called. In many languages also something to eat, so that it says little by itself. */
const cookie = [
  'cookie',
  'galletas|galetes', // es, ca
  'koekje', // nl
  'ciastecz', // pl
  '\\bkakor', // sv
  'informasjonskaps', // no
  'eväste', // fi
  'süti', // hu
  'çerez', // tr
  'μπισκότ', // el
  'куки|бисквитк', // ru, uk, bg
  'kolačić', // hr, sr
  'piškot', // sl
  'sīkdat', // lv
  'slapuk', // lt
  'küpsis', // et
  'ملفات تعريف الارتباط|كوكيز', // ar
  'עוגיות|קוקיז', // he
  'クッキー',
  '쿠키',
  'คุกกี้',
];

/**
 * The names of documents, which are linked from anything that has small print: a log-in, an order. They are taken out
 * before a text is read.
 */
const documents = anyOf(
  [
    '(?:privacy|cookies?)(?: (?:and|&) (?:privacy|cookies?))?[ -](?:policy|policies|notice|statement|declaration)',
    '(?:cookies?|datenschutz)-?(?:richtlinie|erklärung|hinweis|bestimmung|policy)\\p{L}{0,20}',
    "(?:politique|charte) (?:de |des |d[’']|en matière de |relative aux |sur les ){0,6}(?:(?:gestion|utilisation) des )?(?:cookies?|confidentialité|protection des données|vie privée)",
    'pol[ií]tica (?:de |sobre |dei |sui )?(?:uso de )?(?:las? |los )?(?:cookies?|privacidade?|privadesa)(?: [ye] (?:de )?cookies)?',
    'informativa (?:estesa )?(?:sui|sulla|dei) (?:cookie|privacy)',
    '(?:cookie|privacy)-?(?:beleid|verklaring|statement)',
    'polity\\p{L}{1,20} (?:prywatności|(?:plików )?cookies?)(?: i (?:plików )?cookies?)?',
    '(?:cookie|integritets|privatlivs|personvern)-?(?:policy|politik|erklæring)\\p{L}{0,20}',
    '(?:eväste|tietosuoja)(?:käytän|selos|lausek)\\p{L}{0,20}',
    'zásad\\p{L}{0,20} (?:používán\\p{L}{1,20} )?(?:s[ou]\\p{L}{1,20} )?(?:cookies?|ochran\\p{L}{1,20} \\p{L}{1,20})',
    '(?:cookie|süti|adatkezelési|adatvédelmi)[ -]?(?:szabályzat|tájékoztató|irányelv)\\p{L}{0,20}',
    'пол[иі]тик\\p{L}{0,20} (?:использования |використання |обработки )?(?:файл\\p{L}{1,20} )?(?:cookies?|куки|конф\\p{L}{1,20}|персональн\\p{L}{1,20} \\p{L}{1,20})',
    '(?:çerez|gizlilik) (?:politika|aydınlatma|sözleşme)\\p{L}{0,20}',
    '(?:クッキー|cookie|プライバシー)[・ ]?ポリシー|cookies? ?(?:政策|声明|聲明)|[隐隱]私权?(?:政策|声明|聲明)',
    '(?:쿠키|개인정보) ?(?:정책|처리 ?방침)',
  ],
  'giu',
);

/** Goes on to use the site: what follows from that is about the site, and what it names is not small print. */
const browsing = anyOf([
  'by (?:continuing (?:to )?)?(?:us\\p{L}{1,20}|brows\\p{L}{1,20}|visit\\p{L}{1,20}|navigat\\p{L}{1,20}) (?:of )?(?:this|our|the) (?:web ?)?site',
  'durch die (?:weitere )?nutzung (?:dieser|unserer) (?:web)?se?ite',
  'en poursuivant (?:votre navigation|sur (?:ce|notre) site)',
  'si (?:continúa|sigue) navegando',
  'proseguendo (?:la|nella) navigazione',
  'ao continuar a navegar',
]);

/** What is said of cookies that a browser keeps, and of none that is eaten. */
const cookieUse = [
  '\\buse[sd]?\\b|\\busing\\b|utili[sz]|technolog|tecnolog|teknolog|track|analy[sz]|analít|advert|third[ -]part|partner|traffic|personali[sz]|measur|essential|preference|settings|privacy|consent|personal data|\\bdevice|browser|web ?site|(?:this|our|the) site\\b|statisti',
  '(?:accept|reject|allow|decline|refuse|manage|enable|block|disable)\\p{L}{0,20} (?:\\S{1,40} ){0,2}cookies',
  'verwend|nutz(?:t|en|ung)|setzen|einsatz|technisch|webseite|drittanbieter|einwillig|zustimm|datenschutz|notwendig|erforderlich|einstellung|endgerät|speicher',
  'traceur|publicit|audience|partenaire|vie privée|nécessaire|préférence|dépos|navigation',
  'utilitz|lloc web|usamos|\\busa\\b|\\buso\\b|sitio|terceros|privacidad|necesari|preferenc|navega',
  'sito\\b|pubblicit|terze parti|consens|necessari|preferenz|usiamo',
  'terceiros|necessári|preferênc',
  'gebruik|plaatsen|noodzakelijk|voorkeur|instelling|derden|toestemming|advertent',
  'używa|wykorzyst|korzysta|stosuj|niezbędn|ustawie|zgod|reklam|witryn|serwis|stronie',
  'använd|nödvändig|inställning|samtyck|webbplats|annons',
  'bruger|bruker|anvend|nødvendig|indstilling|innstilling|hjemmeside|nettsted|nettside',
  'käyt|välttämätt|asetu|sivusto|suostum',
  'použív|využív|nezbytn|nevyhnut|nastaven|souhlas|súhlas|stránk',
  'használ|szükség|beállít|hozzájárul|honlap|weboldal',
  'folos|necesar|setăr|consim',
  'χρησιμοποι|απαραίτητ|ρυθμίσ|συγκατάθεσ|ιστοσελίδ|ιστότοπ',
  'kullan|gerekli|zorunlu|ayarlar|onay|rıza',
  'использ|необходим|настройк|соглас|сайт|використов|необхідн|згод|използва|съглас',
  'korist|upotreb|uporab|nužn|neophodn|postavk|privol|stranic|spletn',
  'naudoj|svetain|izmanto|vietn|kasuta|veebileh',
  'sử dụng|trang web|menggunakan|situs|نستخدم|استخدام|الموقع|משתמש|אתר|ใช้|เว็บ',
  '使用|利用|同意|許可|設定|サイト|必須|接受|网站|網站|设置|사용|동의|설정|사이트',
];

/** What is asked about where nobody speaks of cookies. Terms, newsletters and log-ins name it too. */
const privacy = [
  'privacy|consent|personal (?:data|information)|your data|gdpr|dsgvo|rgpd|tracking',
  'privatsphäre|datenschutz|einwilligung|personenbezogen',
  'vie privée|confidentialité|données personnelles|traceur',
  'privacidade?|datos personales|dados pessoais|consent[ió]m|privadesa',
  'dati personali|consenso|persoonsgegevens|toestemming',
  'prywatnoś|zgod[aęy]|danych osobowych',
  'integritet|samtyck|personuppgift|privatliv|personvern|samtykk|persondata|tietosuoj|yksityisyy|henkilötie',
  'soukromí|súkromi|osobní(?:ch)? údaj|osobné údaj|adatvédel|személyes adat|confidențialit|date(?:le)? personale',
  'απόρρητ|προσωπικ\\p{L}{1,20} δεδομέν|gizlili|kişisel veri',
  'конф[иі]денц[иі]|персональн\\p{L}{1,20} дан|поверителност|privatnost|zasebnost',
  'quyền riêng tư|privasi|الخصوصية|פרטיות|ความเป็นส่วนตัว',
  'プライバシー|個人情報|[隐隱]私|개인정보',
];

/** What is done with the data that a banner asks for. */
const dataUse = [
  'partner|vendor|third[ -]part|advert|\\bads\\b|tracking|technolog|tecnolog|teknolog|device|analy[sz]|analít|measur|personali[sz]|profil|legitimate interest|we (?:\\S{1,40} ){0,4}process',
  'werbung|anzeigen|drittanbieter|endgerät|gerät|messung|berechtigte',
  'publicit|partenaire|appareil|terminal|audience|mesure',
  'dispositiv|terceros|terceiros|socios|parceiros|anúncio|anuncio',
  'pubblicit|terze parti|annunci|apparaten?|advertenti|derden',
  'partnerz|urządzeni|reklam|annons|enhet|mainon|kumppan|laitte',
  'zařízení|zariaden|hirdet|eszköz|dispozitiv|συνεργάτ|διαφημ|συσκευ|cihaz|reklam',
  'партн[её]р|реклам|устройств|пристр|oglas|uređaj|naprav',
  '広告|端末|技術|广告|廣告|设备|設備|합작|광고|기기',
];

/** What else a box over a page asks for. To say yes to it, or no, is none of our business. */
const otherwise = [
  // Age.
  '\\b(?:16|18|21)\\+|(?:over|under|least|aged?|über|unter|mindestens|plus de|moins de|mayor de|maggiore di|maior de|ouder dan|starsz\\p{L}{1,20} niż|över|yli|fyll[td]) (?:the age of )?(?:16|18|21)\\b|(?:16|18|21) ?(?:years|jahre|ans|años|anni|anos|jaar|lat\\b|år|vuotta|let\\b|éves|ani\\b|ετών|yaş|лет|рок|годин|godina|歳|岁|歲|세)|years of age|legal age|age verif|volljährig|majeur|pełnoletn',
  // Notifications.
  'notification|notificac|notifich|notifiche|benachrichtig|powiadom|meldingen|\\baviser\\b|notiser|varslinger|ilmoitu|oznámení|értesít|notificăr|ειδοποιήσ|bildirim|уведомлени|сповіщен|известия|obavijest|通知|알림|push',
  // Letters.
  'newsletter|mailing list|e-?mails?\\b|subscri|abonn|suscr[ií]|bolet[ií]n|iscriviti|inscrev|zapisz się|uutiskirj|hírlevél|подпис|підпис|bülten|メルマガ|ニュースレター|订阅|訂閱|구독|뉴스레터|discount|rabatt|% ?off',
  // Accounts.
  '\\bsign(?:ing)?[ -]?(?:in|up)\\b|\\blog(?:ging)?[ -]?in\\b|\\bregister|password|\\baccount|anmeld|einlogg|registrier|konto|passwort|connexion|connectez|inscri(?:ption|vez)|\\bcompte\\b|iniciar sesión|regístrate|\\bcuenta\\b|\\baccedi\\b|registrati|\\bentrar\\b|minha conta|inloggen|zaloguj|logowani|logga in|logg inn|log ind|kirjaudu|přihlás|prihlás|bejelentkez|conectează|σύνδεση|giriş yap|войти|вход|увійти|аккаунт|prijavi se|ログイン|アカウント|登录|登錄|账户|注册|로그인|계정|đăng nhập',
  // Money and orders.
  '[€$£¥₹₽]\\s?\\d|\\d\\s?(?:€|£|eur\\b|usd\\b|zł|kr\\b|kč|₽|円|元|원)|\\bprices?\\b|\\bpreis|\\bprix\\b|\\bprecio|\\bprezzo|(?:per|a|pro) (?:month|year|monat|jahr)\\b|par mois|al mes\\b|al mese|\\bcart\\b|\\bbasket\\b|check ?out|(?:your|this|my|confirm|place|the) order|\\border now|purchase|\\bbuy\\b|payment|\\bpay\\b|warenkorb|bestell|\\bkaufen|bezahl|panier|commande\\b|acheter|carrito|pedido|comprar|carrello|\\bordine\\b|carrinho|winkelwagen|koszyk|zamówien|varukorg|handlekurv|indkøbskurv|ostoskori|košík|kosár|sepet|корзин|заказ|カート|注文|购物车|订单|장바구니|주문',
  // What is gone afterwards, or comes to stay.
  'is calling|incoming call|\\banruf|appel entrant|\\bdelet(?:e|ing) |\\bcancel(?:l?ing)? (?:your|my|the|this)|clos(?:e|ing) (?:your|my|the) account|\\blöschen|kündig|supprimer|eliminar|elimina\\b|usuń|\\binstall|download|eula|licen[cs]e agreement|camera|microphone|mikrofon|caméra|your location|standort|localisation|ubicación|posizione',
];

/** Names a banner has too: in question only where nobody speaks of cookies. */
const terms =
  'terms (?:of|and|&)|\\bterms\\b|conditions|\\bagb\\b|bedingungen|conditions générales|términos|termini|termos|voorwaarden|regulamin|villkor|vilkår|ehdot|podmínk|podmienk|feltétel|termeni|όροι|koşul|услови|умови|uvjet|規約|条款|條款|약관';

/** A choice against something, where a switch that is off means yes. */
const against = anyOf([
  'opt[ -]?out',
  'do not (?:sell|share)',
  "don['’]?t (?:sell|share)",
  '\\bobject(?:ion)?\\b',
  'widerspr[eu]ch|widersprich',
  "s['’]opposer|opposition",
  'oponerse|oposición',
  'oppor(?:si|mi)|opposizione',
  'opor-se|oposição',
  'bezwaar',
  'sprzeciw',
]);

/** What a text is told by. */
export const bannerWords = {
  cookie: anyOf(cookie, 'giu'),
  documents,
  browsing,
  cookieUse: anyOf(cookieUse),
  privacy: anyOf(privacy),
  dataUse: anyOf(dataUse),
  otherwise: anyOf(otherwise),
  terms: anyOf([terms]),
  against,
};

/** One of these is in any text that asks for consent: the source of a regular expression, for the page. */
export const bannerHint: string = [...cookie, ...privacy].join('|');
