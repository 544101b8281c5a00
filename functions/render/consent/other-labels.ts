// What buttons say that neither accept nor reject. Each is a regular expression that must match the whole label as `plain` in
// label-meaning.ts leaves it.

const oneOf = (phrases: readonly string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})$`, 'u');

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

/** Takes a notice away, and answers nothing. */
const close = oneOf([
  '(?:hide|close|dismiss)(?: (?:this|the))?(?: cookies?)?(?: (?:message|banner|notice|this))?',
  '(?:hinweis |banner |meldung )?(?:schließen|ausblenden|verbergen)|fermer|masquer(?: ce message)?|cerrar|ocultar|chiudi|nascondi|fechar|sluiten|verbergen|zamknij|ukryj',
  'stäng|dölj|luk|lukk|skjul|sulje|piilota|zavřít|skrýt|zavrieť|skryť|bezárás|închide|κλείσιμο|kapat|закрыть|скрыть|закрити|затвори|zatvori|zapri|uždaryti|aizvērt|sulge|đóng|tutup|إغلاق|סגור',
  '閉じる|关闭|關閉|닫기|ปิด',
]);

/** By what they do. */
export const otherLabels = { save, settings, close };
