// SPDX-License-Identifier: Apache-2.0
/**
 * Alphabets written letter by letter in Latin: Cyrillic (Russian and its neighbours), Greek, Arabic and Persian, Hebrew.
 *
 * The tables follow what passports and lists usually show (BGN/PCGN without its marks). Arabic and Hebrew write few vowels, so a
 * word read letter by letter has none; the commonest names have their usual spelling in a table of their own.
 *
 * What it does not do: guess vowels. token-likeness.ts compares such words by their consonants instead.
 */

const cyrillicLetters: Readonly<Record<string, string>> = letters(
  `а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya
   і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz ә a ғ g қ k ң n ө o ұ u ү u һ h ҳ h ҷ j ӯ u ӣ i ҡ k ҙ z ҫ s`,
);
const ukrainianLetters: Readonly<Record<string, string>> = { ...cyrillicLetters, ...letters('г h и y й i') };

const greekPairs: Readonly<Record<string, string>> = letters(
  'αι ai ει i οι i υι i ου ou αυ av ευ ev ηυ iv μπ b ντ nt γκ g γγ ng γχ nch τσ ts τζ tz',
);
const greekLetters: Readonly<Record<string, string>> = letters(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
);

const arabicLetters: Readonly<Record<string, string>> = letters(
  `ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z غ gh ف f ق q ك k ک k ل l م m ن n ه h ة a
   و w ي y ی y ى a ؤ u ئ i پ p چ ch ژ zh گ g ٹ t ڈ d ڑ r ں n ے e ھ h ہ h ۀ h`,
);
/** Words as lists and passports usually write them; each stands for all the spellings that its name group holds. */
const arabicWords: Readonly<Record<string, string>> = letters(
  `محمد muhammad احمد ahmad أحمد ahmad علي ali على ali حسن hassan حسين hussein عمر omar عثمان uthman ابراهيم ibrahim إبراهيم ibrahim
   اسماعيل ismail إسماعيل ismail يوسف yusuf موسى musa عيسى isa خالد khalid سعيد said سعد saad سلمان salman سليمان sulayman فهد fahd
   فيصل faysal ناصر nasir نصر nasr حمد hamad حامد hamid محمود mahmud مصطفى mustafa مصطفي mustafa كريم karim جمال jamal كمال kamal
   طارق tariq طاهر tahir صالح salih صلاح salah عبد abd الله allah عبدالله abdallah الرحمن rahman عبدالرحمن abdulrahman بن bin ابن ibn ابو abu
   أبو abu آل al بنت bint ام umm أم umm زيد zayd ياسر yasir ياسين yasin هاشم hashim قاسم qasim جاسم jasim بشار bashar حافظ hafiz رامي rami
   ماهر mahir فاطمة fatima مريم maryam عائشة aisha خديجة khadija زينب zaynab ليلى layla سارة sara نور nur رشيد rashid راشد rashid ماجد majid
   وليد walid جعفر jafar صدام saddam معمر muammar أسامة usama اسامة usama أيمن ayman ايمن ayman باراك barak أوباما obama دونالد donald
   حسني husni مبارك mubarak عباس abbas هادي hadi مهدي mahdi رضا reza اكبر akbar حيدر haydar جواد jawad منصور mansur سلطان sultan شيخ shaykh`,
);

const hebrewLetters: Readonly<Record<string, string>> = letters(
  'א a ב b ג g ד d ה h ו v ז z ח ch ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t',
);
const hebrewWords: Readonly<Record<string, string>> = letters(
  `משה moshe דוד david יוסף yosef אברהם avraham יצחק yitzhak יעקב yaakov שרה sara רבקה rivka רחל rachel לאה leah כהן cohen לוי levi בנימין
   binyamin נתניהו netanyahu שלום shalom שמעון shimon אהרון aharon דניאל daniel מיכאל michael רון ron אורי uri יהודה yehuda בן ben
   יאיר yair אריאל ariel שלמה shlomo חיים chaim מרים miriam אסתר ester נועם noam גולדברג goldberg פרידמן friedman`,
);

/** Vowel signs and the lengthening stroke. */
const arabicMarks = /\p{M}|\u0640/gu;
const hebrewMarks = /\p{M}/gu;

export function romaniseCyrillic(given: string): string {
  // Bulgarian writes a vowel with the letter that only divides in Russian.
  const word = given.replace(/(?<=[бвгджзклмнпрстфхцчшщ])ъ(?=[бвгджзклмнпрстфхцчшщ])/g, 'а');
  const table = /[іїєґ]/.test(word) ? ukrainianLetters : cyrillicLetters;
  return spell(word, table);
}

export function romaniseGreek(word: string): string {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  const start = bare.replace(/^μπ/, 'b').replace(/^ντ/, 'd').replace(/^γκ/, 'g');
  return spell(
    start.replace(/../g, (pair) => greekPairs[pair] ?? pair).replace(/../g, (pair) => greekPairs[pair] ?? pair),
    greekLetters,
  );
}

/** Arabic words in Latin; the article stands as a word of its own, so that `السعدي` and `al-Saadi` have the same parts. */
export function romaniseArabic(word: string): { readonly words: readonly string[]; readonly isVowelless: boolean } {
  const bare = word.normalize('NFD').replace(arabicMarks, '').normalize('NFC');
  const known = arabicWords[bare];
  if (known !== undefined) return { words: [known], isVowelless: false };
  if (bare.startsWith('عبدال') && bare.length > 6) return prefixed('abdul', bare.slice(5));
  if (bare.startsWith('ال') && bare.length > 4) return prefixed('al', bare.slice(2));
  return { words: [spell(bare, arabicLetters)], isVowelless: true };
}

export function romaniseHebrew(word: string): { readonly words: readonly string[]; readonly isVowelless: boolean } {
  const bare = word.normalize('NFD').replace(hebrewMarks, '');
  const known = hebrewWords[bare];
  return known === undefined ? { words: [spell(bare, hebrewLetters)], isVowelless: true } : { words: [known], isVowelless: false };
}

function prefixed(prefix: string, rest: string): { readonly words: readonly string[]; readonly isVowelless: boolean } {
  const known = arabicWords[rest];
  return { words: [prefix, known ?? spell(rest, arabicLetters)], isVowelless: known === undefined };
}

function spell(word: string, table: Readonly<Record<string, string>>): string {
  let out = '';
  for (const letter of word) {
    if (Object.hasOwn(table, letter)) out += table[letter] ?? '';
    else if (letter < '\u0080') out += letter;
  }
  return out;
}

function letters(text: string): Readonly<Record<string, string>> {
  const parts = text.split(/\s+/);
  return Object.fromEntries(
    Array.from({ length: Math.floor(parts.length / 2) }, (_, at) => [parts[2 * at] ?? '', parts[2 * at + 1] ?? '']),
  );
}
