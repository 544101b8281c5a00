import type { FontFamily } from '../../../functions/render/fonts/font-families.ts';

/** A line of text and the font that has its letters. */
export interface Sample {
  readonly name: string;
  readonly lang: string;
  readonly font: FontFamily;
  readonly text: string;
}

const sample = (name: string, lang: string, font: FontFamily, text: string): Sample => ({
  name,
  lang,
  font,
  text,
});

/** A line for each script, in the default font of a page, which is a serif. */
export const samples: readonly Sample[] = [
  sample('Latin', 'en', 'Tinos', 'The quick brown fox jumps over the lazy dog'),
  sample('Vietnamese', 'vi', 'Tinos', 'Mọi người sinh ra đều được tự do'),
  sample('Greek', 'el', 'Tinos', 'Καλημέρα κόσμε, ἐν ἀρχῇ'),
  sample('Cyrillic', 'ru', 'Tinos', 'Съешь ещё этих мягких французских булок'),
  sample('Hebrew', 'he', 'Tinos', 'כל בני האדם נולדו בני חורין'),
  sample('Arabic', 'ar', 'Noto Sans Arabic', 'يولد جميع الناس أحرارًا متساوين'),
  sample('Persian', 'fa', 'Noto Sans Arabic', 'تمام افراد بشر آزاد به دنیا می‌آیند گچپژ'),
  sample('Urdu', 'ur', 'Noto Sans Arabic', 'تمام انسان آزاد اور برابر پیدا ہوئے ہیں'),
  sample('Thai', 'th', 'Noto Sans Thai', 'มนุษย์ทั้งหลายเกิดมามีอิสระ'),
  sample('Devanagari', 'hi', 'Noto Sans Devanagari', 'सभी मनुष्यों को गौरव और अधिकारों के'),
  sample('Bengali', 'bn', 'Noto Sans Bengali', 'সমস্ত মানুষ স্বাধীনভাবে জন্মগ্রহণ করে'),
  sample('Gurmukhi', 'pa', 'Noto Sans Gurmukhi', 'ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ'),
  sample('Gujarati', 'gu', 'Noto Sans Gujarati', 'પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ'),
  sample('Oriya', 'or', 'Noto Sans Oriya', 'ସମସ୍ତ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ'),
  sample('Tamil', 'ta', 'Noto Sans Tamil', 'மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே'),
  sample('Telugu', 'te', 'Noto Sans Telugu', 'ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును'),
  sample('Kannada', 'kn', 'Noto Sans Kannada', 'ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ'),
  sample('Malayalam', 'ml', 'Noto Sans Malayalam', 'മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും'),
  sample('Sinhala', 'si', 'Noto Sans Sinhala', 'සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත'),
  sample('Armenian', 'hy', 'Noto Sans Armenian', 'Բոլոր մարդիկ ծնվում են ազատ'),
  sample('Georgian', 'ka', 'Noto Sans Georgian', 'ყველა ადამიანი იბადება თავისუფალი'),
  sample('Ethiopic', 'am', 'Noto Sans Ethiopic', 'የሰው ልጅ ሁሉ ሲወለድ ነጻና'),
  sample('Khmer', 'km', 'Noto Sans Khmer', 'មនុស្សទាំងអស់កើតមកមានសេរីភាព'),
  sample('Lao', 'lo', 'Noto Sans Lao', 'ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ'),
  sample('Burmese', 'my', 'Noto Sans Myanmar', 'လူတိုင်းသည် တူညီလွတ်လပ်သော'),
  sample('Tibetan', 'bo', 'Noto Serif Tibetan', 'འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ'),
  sample('Inuktitut', 'iu', 'Noto Sans Canadian Aboriginal', 'ᐃᓄᓕᒫᑦ ᐊᓂᖅᑎᕆᔪᓕᒫᑦ'),
  sample('Cherokee', 'chr', 'Noto Sans Cherokee', 'ᏂᎦᏓ ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ'),
  sample('Javanese', 'jv', 'Noto Sans Javanese', 'ꦲꦏ꧀ꦱꦫꦗꦮ'),
  sample('Manipuri', 'mni', 'Noto Sans Meetei Mayek', 'ꯃꯤꯇꯩ ꯃꯌꯦꯛ'),
  sample('Mongolian', 'mn-Mong', 'Noto Sans Mongolian', 'ᠮᠣᠩᠭᠣᠯ'),
  sample("N'Ko", 'nqo', 'Noto Sans NKo', 'ߒߞߏ ߓߏߟߏ'),
  sample('Santali', 'sat', 'Noto Sans Ol Chiki', 'ᱚᱞ ᱪᱤᱠᱤ'),
  sample('Syriac', 'syr', 'Noto Sans Syriac', 'ܠܫܢܐ ܣܘܪܝܝܐ'),
  sample('Dhivehi', 'dv', 'Noto Sans Thaana', 'ހުރިހާ އިންސާނުން'),
  sample('Tamazight', 'zgh', 'Noto Sans Tifinagh', 'ⵉⵎⴷⴰⵏⵏ ⴰⴽⴽⵯ'),
  sample('Chinese, simplified', 'zh-Hans', 'Noto Sans SC', '人人生而自由，在尊严和权利上一律平等。直骨'),
  sample('Chinese, traditional', 'zh-Hant', 'Noto Sans TC', '人人生而自由，在尊嚴和權利上一律平等。直骨'),
  sample('Japanese', 'ja', 'Noto Sans JP', 'すべての人間は、自由であり、カタカナ。直骨'),
  sample('Korean', 'ko', 'Noto Sans KR', '모든 인간은 태어날 때부터 자유로우며 直骨'),
  sample('Symbols', 'en', 'Noto Sans Symbols 2', '✓✔✗⠃⚁♛⌘⏎⏏'),
  sample('Mathematics', 'en', 'Noto Sans Math', '𝔸𝑥𝒜∀∃∮⊆⊢ℵ'),
  sample('Emoji', 'en', 'Noto Color Emoji', '😀👍🏽❤️👩‍👩‍👧‍👦🏳️‍🌈🇫🇷🇯🇵1️⃣🧑🏿‍🚀🫠'),
];

const row = ({ name, lang, text }: Sample): string =>
  `<tr><th>${name}<td lang="${lang}"><bdi>${text}</bdi><td lang="${lang}"><b><bdi>${text}</bdi></b>`;

/** All samples, regular and bold. */
export const writing = (): string => `<title>Writing</title>
<style>body{margin:24px;background:#fff}table{border-spacing:24px 3px}td{font-size:19px}th{font:13px Arial;text-align:left}</style>
<body><table>${samples.map(row).join('')}</table>`;

const neighbours =
  'العربية বাংলা Deutsch Ελληνικά Español فارسی Français ગુજરાતી 한국어 Հայերեն हिन्दी עברית ქართული ಕನ್ನಡ ລາວ മലയാളം मराठी မြန်မာဘာသာ 日本語 ਪੰਜਾਬੀ ភាសាខ្មែរ Русский සිංහල தமிழ் తెలుగు ไทย Türkçe اردو Tiếng Việt 中文';

/** An article as an encyclopaedia has them, with words of many languages in it. */
export const article = (): string => `<title>Greeting</title>
<style>
body{margin:0;display:grid;grid-template-columns:180px 1fr;font:14px/1.6 sans-serif;color:#202122;background:#f6f6f6}
nav{padding:24px 16px;font-size:12px}nav a{display:block}a{color:#36c;text-decoration:none}
main{padding:20px 28px;background:#fff;border-left:1px solid #a2a9b1}
h1,h2{font-family:'Linux Libertine','Georgia','Times',serif;font-weight:400;border-bottom:1px solid #a2a9b1;margin:0 0 8px}
aside{float:right;width:250px;margin:0 0 12px 20px;padding:8px;border:1px solid #a2a9b1;background:#f8f9fa;font-size:12px}
code{font-family:Menlo,Consolas,monospace}dt{font-weight:700}
</style>
<body><nav>${neighbours
  .split(' ')
  .map((name) => `<a href="#">${name}</a>`)
  .join('')}</nav><main><h1>Greeting</h1>
<aside><b>Hello</b> 👋🏽<dl><dt>Arabic<dd lang="ar" dir="rtl">السلام عليكم<dt>Japanese<dd lang="ja">こんにちは、直接<dt>Chinese<dd lang="zh-Hans">你好，直接
<dt>Taiwanese<dd lang="zh-Hant">你好，直接<dt>Korean<dd lang="ko">안녕하세요<dt>Hindi<dd lang="hi">नमस्ते<dt>Thai<dd lang="th">สวัสดี</dl></aside>
<p>A <b>greeting</b> is an act of communication in which people <i>intentionally</i> make their presence known
(Greek: <span lang="el">χαιρετισμός</span>; Russian: <span lang="ru">приветствие</span>; Hebrew: <span lang="he">שָׁלוֹם</span>,
Sanskrit: <span lang="sa">नमस्ते</span>, Japanese: <span lang="ja"><b>挨拶</b>, あいさつ</span>). It costs € 5, ₹ 400 or ₿ 0.0001 → ½ ≈ 0.5.</p>
<h2>In mathematics</h2><p>∀<i>x</i> ∈ ℝ: ∫₀^∞ e<sup>−x²</sup> dx = √π ∕ 2, <code>greet(name: string): void</code> and 𝔸 ⊆ 𝔹.</p>
<h2>In Asia</h2><p lang="ja">日本では、<b>お辞儀</b>をすることが多い。骨と直の字形に注意。</p><p lang="zh-Hans">中国人常说“<b>你好</b>”。骨与直的字形。</p>
<p lang="zh-Hant">臺灣人常說「<b>你好</b>」。骨與直的字形。</p><p lang="ko">한국에서는 <b>고개를 숙여</b> 인사한다.</p>
<h2>On the net</h2><p>😀 😂 🥹 👋 👋🏿 🇫🇷 🇧🇷 👩‍❤️‍👨 🏴‍☠️ #️⃣ ✌️ and ☎ ★ ✓ without colour.</p></main>`;
