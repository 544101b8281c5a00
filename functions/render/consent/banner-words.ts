// What unknown banners are told by. Each list is a regular expression that must match the whole label of a button, in
// lower case, without anything but letters, digits and single spaces. They are plain text, since they are sent to the page.

const oneOf = (phrases: readonly string[]): string => `^(?:${phrases.join('|')})$`;

/** A text that asks about cookies. A privacy policy alone is no such question: forms and newsletters name one too. */
const topic = [
  'cookie',
  'kakor', // sv
  'evästei', // fi
  'informasjonskaps', // no
  'sütik', // hu
  'çerez', // tr
  'μπισκότ', // el, rare
  'куки', // ru, uk
  'файлы? cookie',
  'бисквитк', // bg
  'kolačić', // hr, sr
  'piškotk', // sl
  'sīkdat', // lv
  'slapuk', // lt
  'クッキー',
  '쿠키',
  'gdpr',
  'dsgvo',
  'rgpd',
  'consent',
  'einwilligung',
  'your privacy',
  'privatsphäre',
  'vie privée',
].join('|');

const accept = oneOf([
  '(?:i |yes )?(?:accept|agree|allow|consent|enable)(?: (?:to )?(?:all|them all|everything|cookies|all cookies|the cookies|and (?:close|continue|proceed)|all and (?:close|continue)))?',
  '(?:yes |that s |i m )?ok(?:ay)?(?: (?:got it|i agree|i understand|with me|thanks))?',
  'got it|i understand|understood|yes i (?:agree|accept)|sounds good|fine with me',
  '(?:alle? )?(?:cookies )?(?:akzeptieren|zulassen|annehmen|erlauben|zustimmen)(?: und (?:schließen|weiter))?|ich (?:stimme zu|akzeptiere|bin einverstanden)|allem? zustimmen|einverstanden|verstanden|alles klar',
  '(?:tout |j )?accepte[rz]?(?: tout| tous les cookies| les cookies| et (?:fermer|continuer))?|tout (?:accepter|autoriser)|autoriser(?: tous les cookies)?|d accord|j ai compris|je suis d accord',
  '(?:sí )?(?:acepto|aceptar|permitir)(?: tod[oa]s?(?: las cookies)?| cookies| las cookies| y (?:cerrar|continuar))?|de acuerdo|entendido|estoy de acuerdo',
  'accett[oa](?: tutt[oi](?: i cookie)?| i cookie| e (?:chiudi|continua))?|accettare(?: tutti)?|consenti(?: tutti)?|ho capito|va bene',
  'aceit(?:o|ar)(?: tod[oa]s?(?: os cookies)?| cookies| os cookies| e (?:fechar|continuar))?|concordo|permitir tod[oa]s|entendi',
  '(?:alle(?:s)? )?(?:cookies )?(?:accepteren|toestaan|aanvaarden)|accepteer(?: alle)?(?: cookies)?|(?:ik ga )?akkoord|ik (?:accepteer|begrijp het)|begrepen|prima',
  '(?:akceptuj[eę]?|zaakceptuj|zgadzam się|zezw[oó]l)(?: wszystkie?)?(?: pliki cookies?| cookies?)?|rozumiem|zgoda',
  '(?:acceptera|godkänn|tillåt)(?: alla)?(?: cookies| kakor)?|jag (?:godkänner|accepterar|förstår)',
  '(?:accept[eé]r|godkend|tillad|godta|aksepter|tillat)(?: alle?)?(?: cookies| informasjonskapsler)?|jeg (?:accepterer|godtar|forstår)|det er (?:ok|i orden)',
  '(?:hyväksy|salli)(?: kaikki)?(?: evästeet)?|hyväksyn|selvä',
  '(?:přijmout|přijímám|povolit|souhlasím|prijať|súhlasím|povoliť)(?: vše(?:chny?)?| všetko| všetky)?(?: cookies)?|rozumím|rozumiem',
  '(?:elfogadom|elfogad|engedélyezem)(?: (?:az )?összes(?:et)?)?(?: sütit?)?|(?:az )?összes elfogadása|mindent elfogadok|rendben|értem',
  '(?:accept[aă]?|sunt de acord|permite)(?: toate)?(?: cookie urile)?|am înțeles|de acord',
  'αποδοχή(?: όλων)?(?: των cookies)?|αποδέχομαι|συμφωνώ|εντάξει',
  '(?:tümünü |tüm çerezleri |çerezleri )?kabul (?:et|ediyorum)|kabul|tamam|anladım|izin ver',
  '(?:принять|принимаю|разрешить|согласен|согласиться|прийняти|приймаю|погоджуюся|приемам)(?: вс[её]| все| всі)?(?: cookies?| куки| файлы cookie)?|хорошо|понятно|я согласен|разбирам',
  '(?:prihvati|prihvaćam|prihvatam|sprejmi|sprejmem|dozvoli)(?: sve| vse)?(?: kolačiće| piškotke)?|slažem se|u redu|strinjam se|razumem',
  '(?:すべて|全て)?(?:の)?(?:cookie|クッキー)?(?:を)?(?:受け入れる|許可する|許可|同意する|承認する)|同意(?:する|します)|了解',
  '(?:全部|全部的)?(?:接受|同意|允许|允許)(?:所有|全部)?(?:的)?(?: ?cookies?)?|知道了|我同意|我知道了',
  '(?:모두 |모든 쿠키 |쿠키 )?(?:동의|허용|수락|동의합니다|수락하기|동의하기|허용하기)|확인',
]);

const reject = oneOf([
  '(?:no )?(?:i )?(?:reject|refuse|decline|deny|disagree|disallow)(?: (?:to )?(?:all|them all|everything|cookies|all cookies|optional(?: cookies)?|non essential(?: cookies)?|additional cookies|and (?:close|continue)))?',
  '(?:use |allow |accept )?(?:only )?(?:strictly )?(?:necessary|essential|required)(?: cookies)?(?: only)?|(?:continue|proceed) without (?:accepting|agreeing|consent)|no thanks|i do not (?:agree|accept|consent)|do not (?:accept|consent|agree|allow)|opt out(?: of all)?',
  '(?:alle? )?(?:cookies )?(?:ablehnen|verweigern|verbieten)|(?:ich )?(?:lehne ab|lehne alle ab)|nein danke|(?:nur )?(?:die )?(?:technisch )?(?:notwendige|erforderliche|essenzielle|essentielle)n?(?: cookies)?(?: akzeptieren| zulassen| erlauben| verwenden)?|ohne (?:einwilligung|zustimmung) (?:fortfahren|weiter)|weiter ohne (?:einwilligung|zustimmung|zuzustimmen)|nicht zustimmen',
  '(?:tout |je )?refuse[rz]?(?: tout| tous les cookies| les cookies| et (?:fermer|continuer))?|tout (?:refuser|rejeter)|rejeter(?: tout)?|continuer sans accepter|(?:uniquement |seulement )?(?:les )?(?:cookies )?(?:nécessaires|essentiels)(?: uniquement| seulement)?|non merci',
  '(?:rechazar|rechazo|denegar)(?: tod[oa]s?(?: las cookies)?| cookies| las cookies)?|(?:s[oó]lo |solamente )?(?:las )?(?:cookies )?(?:necesarias|esenciales|imprescindibles)|continuar sin aceptar|no(?: gracias| acepto)',
  '(?:rifiuta|rifiuto|rifiutare|nega)(?: tutt[oi](?: i cookie)?| i cookie)?|(?:solo )?(?:i )?(?:cookie )?(?:necessari|essenziali|tecnici)|continua senza accettare|no grazie|non accetto',
  '(?:rejeitar|recusar|rejeito|recuso|negar)(?: tod[oa]s?(?: os cookies)?| cookies| os cookies)?|(?:apenas |só |somente )?(?:os )?(?:cookies )?(?:necessários|essenciais)|não(?: obrigad[oa]| aceito)',
  '(?:alle(?:s)? )?(?:cookies )?(?:weigeren|afwijzen)|weiger(?: alle)?(?: cookies)?|(?:alleen )?(?:de )?(?:noodzakelijke|essentiële|functionele)(?: cookies)?(?: accepteren| toestaan)?|doorgaan zonder (?:te )?accepteren|nee(?: bedankt)?|niet akkoord',
  '(?:odrzuć|odrzucam|odmów|odmawiam)(?: wszystkie?)?(?: pliki cookies?| cookies?)?|nie zgadzam się|(?:tylko )?(?:niezbędne|konieczne)(?: pliki cookies?| cookies?)?',
  '(?:avvisa|neka)(?: alla)?(?: cookies| kakor)?|(?:endast |bara )?nödvändiga(?: cookies| kakor)?|nej tack',
  '(?:afvis|avvis|afslå|avslå)(?: alle?)?(?: cookies| informasjonskapsler)?|(?:kun )?nødvendige?(?: cookies| informasjonskapsler)?|nej tak|nei takk',
  '(?:hylkää|kiellä)(?: kaikki)?(?: evästeet)?|(?:vain )?välttämättömät(?: evästeet)?|en hyväksy',
  '(?:odmítnout|odmítám|zamítnout|odmietnuť|zamietnuť|odmietam)(?: vše(?:chny?)?| všetko| všetky)?(?: cookies)?|nesouhlasím|nesúhlasím|(?:pouze |jen |iba |len )?(?:nezbytné|nutné|nevyhnutné)(?: cookies)?',
  '(?:elutasítom|elutasít)(?: (?:az )?összes(?:et)?)?(?: sütit?)?|(?:az )?összes elutasítása|(?:csak )?(?:a )?szükségesek?(?: sütik)?',
  '(?:respinge|refuz[aă]?|resping)(?: toate)?(?: cookie urile)?|(?:doar |numai )?(?:cele )?(?:necesare|esențiale)|nu sunt de acord',
  'απόρριψη(?: όλων)?(?: των cookies)?|απορρίπτω|δεν συμφωνώ|(?:μόνο )?(?:τα )?(?:απαραίτητα|αναγκαία)(?: cookies)?',
  '(?:tümünü |tüm çerezleri |çerezleri )?reddet|reddediyorum|(?:yalnızca |sadece )?(?:gerekli|zorunlu)(?: çerezler)?',
  '(?:отклонить|отказаться|отказываюсь|отклоняю|запретить|відхилити|відмовитися|отхвърляне|отказвам)(?: вс[её]| все| всі| всички)?(?: cookies?| куки| файлы cookie)?|не согласен|не погоджуюся|(?:только |лише |тільки |само )?(?:необходимые|обязательные|необхідні|необходими)(?: cookies?| куки| файлы cookie)?',
  '(?:odbij|odbijam|odbaci|zavrni|zavrnem)(?: sve| vse)?(?: kolačiće| piškotke)?|ne slažem se|(?:samo )?(?:nužn[ei]|neophodn[ei]|nujn[ei])(?: kolačiće?i?| piškotk[ei])?',
  '(?:すべて|全て)?(?:の)?(?:cookie|クッキー)?(?:を)?(?:拒否する|拒否|許可しない|同意しない)|必須(?:の)?(?:cookie|クッキー)?のみ|必要な(?:cookie|クッキー)のみ',
  '(?:全部)?(?:拒绝|拒絕|不同意|不接受)(?:所有|全部)?(?:的)?(?: ?cookies?)?|(?:仅|僅|只)(?:接受|允许|允許|使用)?(?:必要|必需)(?:的)?(?: ?cookies?)?',
  '(?:모두 |모든 쿠키 |쿠키 )?(?:거부|거절|거부하기|동의하지 않음)|필수(?: 쿠키)?만(?: 허용| 동의)?',
]);

/** Saves what is chosen among the purposes of cookies. It names what it saves: any form has a button to confirm. */
const save = oneOf([
  '(?:save|confirm|apply|submit) (?:my |your |these )?(?:choices?|preferences|settings|selections?)(?: and (?:close|exit|continue))?|(?:allow|accept) (?:selection|selected)(?: cookies)?',
  '(?:meine )?(?:auswahl|einstellungen|präferenzen) (?:speichern|bestätigen|erlauben|akzeptieren|übernehmen|zulassen)(?: und (?:schließen|weiter))?',
  '(?:enregistrer|sauvegarder|confirmer|valider) (?:mes |les )?(?:choix|préférences|paramètres)(?: et (?:fermer|continuer))?',
  '(?:guardar|confirmar) (?:mis |la )?(?:preferencias|selección|configuración|opciones|elecciones)(?: y (?:cerrar|continuar))?|permitir la selección',
  '(?:salva|conferma) (?:le )?(?:mie )?(?:preferenze|scelte|impostazioni)(?: e (?:chiudi|continua))?|accetta selezionati',
  '(?:guardar|salvar|confirmar) (?:as )?(?:minhas )?(?:preferências|escolhas|definições|configurações)',
  '(?:mijn )?(?:voorkeuren|keuzes?|instellingen|selectie) (?:opslaan|bevestigen|bewaren|toestaan)',
  '(?:zapisz|potwierdź) (?:moje )?(?:wybór|wybory|ustawienia|preferencje)(?: i zamknij)?',
  '(?:spara|bekräfta) (?:mina )?(?:val|inställningar)|(?:gem|bekræft|lagre|bekreft) (?:mine )?(?:valg|indstillinger|innstillinger)|(?:tallenna|vahvista) (?:valinnat|asetukset)',
  '(?:uložit|uložiť|potvrdit|potvrdiť) (?:moje )?(?:nastavení|nastavenia|volby|výběr|výber)|beállítások mentése|salvează (?:preferințele|setările)|(?:spremi|sačuvaj|shrani) (?:postavke|odabir|nastavitve|izbiro)',
  '(?:сохранить|подтвердить|зберегти|підтвердити) (?:выбор|настройки|вибір|налаштування)|(?:αποθήκευση|επιβεβαίωση) (?:επιλογών|ρυθμίσεων|προτιμήσεων)|(?:seçimi|seçimlerimi|tercihleri|tercihlerimi) kaydet',
  '(?:設定を|選択を)保存(?:する)?|(?:保存|确认)(?:我的)?(?:选择|设置|偏好)|(?:설정|선택) ?저장(?:하기)?',
]);

/** A choice against something, where a switch that is off means yes. */
const against = [
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
].join('|');

/** Opens the settings of a banner. */
const settings = oneOf([
  '(?:cookies? |privacy |consent |advanced |more )?(?:settings|preferences|options|choices)|(?:manage|change|customi[sz]e|adjust|edit|review|set|show|view)(?: (?:my|your|the))?(?: (?:cookies?|privacy|consent))?(?: (?:settings|preferences|options|choices|cookies|consent|purposes|details))|manage|customi[sz]e|personali[sz]e|let me choose|configure',
  '(?:cookies? |datenschutz |privatsphäre |individuelle |erweiterte )?(?:einstellungen|präferenzen)(?: (?:anpassen|ändern|verwalten|anzeigen|öffnen))?|cookies (?:verwalten|anpassen)|anpassen|konfigurieren|(?:mehr|weitere) optionen|individuell auswählen|auswahl anpassen|zwecke anzeigen',
  '(?:paramètres|préférences|réglages|options)(?: (?:(?:de|des) cookies|de confidentialité))?|paramétrer(?: (?:les |mes )?cookies)?|personnaliser(?: (?:les |mes )?(?:cookies|choix|préférences))?|gérer (?:les |mes )?(?:cookies|préférences|choix|options|paramètres)|plus d options|configurer',
  '(?:configuración|preferencias|ajustes|opciones)(?: de (?:las )?(?:cookies|privacidad))?|(?:configurar|personalizar|gestionar|administrar)(?: (?:las |mis )?(?:cookies|preferencias|opciones))?|más opciones',
  '(?:impostazioni|preferenze|opzioni)(?: (?:(?:dei |sui )?cookie|sulla privacy))?|(?:personalizza|gestisci)(?: (?:i |le )?(?:cookie|preferenze|opzioni|scelte))?|più opzioni|scopri di più e personalizza',
  '(?:configurações|definições|preferências|opções)(?: de (?:cookies|privacidade))?|(?:configurar|personalizar|gerenciar|gerir)(?: (?:os |as )?(?:cookies|preferências|opções))?|mais opções',
  '(?:cookie ?)?(?:instellingen|voorkeuren)(?: (?:aanpassen|beheren|wijzigen|bekijken|instellen))?|cookies (?:beheren|aanpassen)|aanpassen|meer opties',
  'ustawienia(?: (?:(?:plików )?cookies?|prywatności|zaawansowane))?|(?:zarządzaj|dostosuj)(?: (?:(?:plikami )?cookies?|ustawieniami|zgodami|preferencjami))?|więcej opcji',
  '(?:cookie ?|kak)?inställningar|hantera (?:cookies|kakor|inställningar)|anpassa|(?:cookie ?)?(?:indstillinger|innstillinger)|(?:tilpas|tilpass|administrer)(?: (?:cookies|indstillinger|innstillinger|valg))?|flere (?:valg|alternativer)|(?:eväste)?asetukset|muokkaa(?: (?:evästeitä|asetuksia))?|hallitse evästeitä',
  'nastaven(?:í|ia)(?: cookies)?|(?:upravit|upraviť|přizpůsobit|prispôsobiť)(?: (?:nastavení|nastavenia))?|více možností|viac možností|(?:süti ?|cookie ?)?beállítások(?: módosítása)?|testreszabás|setări(?: cookie uri)?|personalizează|postavke(?: kolačića)?|prilagodi|nastavitve(?: piškotkov)?',
  '(?:настройки|настроить|параметры|налаштування|налаштувати)(?: (?:cookies?|куки|файлов cookie))?|управление (?:cookies?|куки)|ρυθμίσεις(?: cookies)?|περισσότερες επιλογές|προσαρμογή|(?:çerez )?ayarları?|(?:çerez )?tercihleri(?:ni)?(?: (?:yönet|düzenle))?|özelleştir',
  '(?:cookie|クッキー)?(?:の)?(?:詳細)?設定(?:を(?:変更|管理)(?:する)?)?|カスタマイズ(?:する)?|(?:cookie ?)?(?:设置|設定|偏好设置)|管理 ?cookies?|自定义|更多选项|(?:쿠키 )?설정(?: (?:관리|변경))?|맞춤 ?설정|사용자 설정',
]);

/** The regular expressions, as their sources, that a page's unknown banners are told by. */
export interface BannerWords {
  readonly topic: string;
  readonly accept: string;
  readonly reject: string;
  readonly save: string;
  readonly against: string;
  readonly settings: string;
}
export const bannerWords: BannerWords = { topic, accept, reject, save, against, settings };
