// SPDX-License-Identifier: Apache-2.0
/**
 * How a word of Latin letters sounds, roughly and in any language: spellings of one sound get one letter.
 *
 *     soundKey('qaeda') === soundKey('qaida')         consonantKey(soundKey('muhammad')) === consonantKey(soundKey('mohamed'))
 *
 * Serves twice: as evidence that two spellings are one word, and as a blocking key, so that a word is compared only with words that
 * sound near it. It is no phonetic alphabet of any language; where two languages read a letter differently, the coarser reading wins.
 */

/** Letters that are one sound together; where one group begins another, the longer stands first. */
const groups: readonly (readonly [string, string])[] = [
  ['chtch|shch|tsch|sch|tch|dzh|zh|sh|ch|cz|sz|dj|dz|tz|ts|cs', 'S'],
  ['ph', 'f'],
  ['kh|gh|ck|qu', 'k'],
  ['th', 't'],
  ['dh', 'd'],
  ['ou|oo|oe|ue', 'u'],
  ['ee|ie|ei|ey|ai|ay|ae|iy|ij|yi', 'i'],
  ['au|aw|ow', 'o'],
];
const soundOf = new Map(groups.flatMap(([letters, sound]) => letters.split('|').map((one) => [one, sound] as const)));
const together = new RegExp(`${groups.map(([letters]) => letters).join('|')}|x(?=.)|c(?=[eiy])`, 'g');
/** What stands otherwise at the beginning and the end of a word: -ow is -ov, ye- is e-, an e after a consonant is silent. */
const atTheEnds: readonly (readonly [RegExp, string])[] = [
  [/ow$/, 'of'],
  [/^ye(?=[^y])/, 'e'],
  [/(?<=..[bcdfghjklmnpqrstvwxz])e$/, ''],
];
const single: Readonly<Record<string, string>> = {
  b: 'p', p: 'p', c: 'k', k: 'k', q: 'k', g: 'k', d: 't', t: 't', f: 'f', v: 'f', w: 'f', s: 'S', z: 'S', j: 'S', x: 'kS', S: 'S',
  l: 'l', r: 'r', m: 'm', n: 'n', h: '', a: 'a', e: 'i', i: 'i', y: 'i', o: 'u', u: 'u',
}; // prettier-ignore

/** The sounds of a word, doubled sounds written once. Digits stay. */
export function soundKey(word: string): string {
  let text = word;
  for (const [pattern, sound] of atTheEnds) text = text.replace(pattern, sound);
  text = text.replace(together, (letters) => soundOf.get(letters) ?? 'S');
  let key = '';
  let last = '';
  for (const letter of text) {
    const sounds = single[letter] ?? letter;
    if (sounds === '' || sounds === last) continue;
    key += sounds;
    last = sounds;
  }
  return key;
}

/** The consonants of a sound key; a vowel at the beginning counts as one, whichever it is. */
export function consonantKey(key: string): string {
  const rest = key.slice(1).replace(/[aiu]/g, '');
  const first = key[0] ?? '';
  return `${/[aiu]/.test(first) ? 'a' : first}${rest}`.replace(/(.)\1+/g, '$1');
}

/** A consonant key with l and r as one: for names that went through Chinese or Japanese. */
export function roughKey(word: string): string {
  return consonantKey(word)
    .replace(/r/g, 'l')
    .replace(/^a/, '')
    .replace(/(.)\1+/g, '$1');
}

const chineseSounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:zh|ch|j|q)/, 'J'],
  [/^(?:ts|tz|z|c)/, 'Z'],
  [/^(?:hs|x|sh|s)/, 'X'],
  [/^(?:g|k)/, 'K'],
  [/^(?:b|p)/, 'P'],
  [/^(?:d|t)/, 'T'],
  [/^(?:r|l)/, 'L'],
  [/eo/, 'o'],
  [/eu|oo|wo/, 'u'],
  [/ee/, 'i'],
  [/ung$/, 'ong'],
  [/ien$/, 'ian'],
  [/ueh$|ue$/, 'ye'],
  [/^i/, 'yi'],
];

const syllable =
  /^(?:zh|ch|sh|hs|ts|ngh|ng|nh|tr|th|ph|kh|gi|qu|kk|pp|tt|ss|jj|[bpmfvdtnlgkhjqxrzcsyw])?[aeiouy]{1,3}(?:n|ng|nh|m|c|ch|p|t|k|l|h)?$/;
const initialSound = '(?:zh|ch|sh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])?';
const innerSound = '(?:[aeiou]|ai|ao|ei|ia|iao|ie|iu|io|ou|oo|ua|uo|ui|uai|ue|ae|eo|eu|ye|yeo)(?:ng|n|m|k|l|p)?';
const manySyllables = new RegExp(`^(?:${initialSound}${innerSound}(?=[bcdfghjklmnpqrstwxyz]|$)){2,3}$`);

/** Whether a word can be one syllable of an East Asian name: there one letter divides two names. */
export function isSyllable(word: string): boolean {
  return word.length <= 6 && syllable.test(word);
}

/** The syllables of a word that can be two or three of them (`xiaoming`: xiao, ming); null where it cannot. */
export function syllablesOf(word: string): readonly string[] | null {
  if (word.length < 4 || !manySyllables.test(word)) return null;
  return word.match(/(?:zh|ch|sh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])?[aeiouy]+(?:ng(?![aeiou])|[nmklp](?![aeiou])|g(?=g))?/g);
}

/** Whether two words of several syllables are the same ones; a final n for ng is forgiven, since ears differ there. */
export function areSameSyllables(left: readonly string[], right: readonly string[]): boolean {
  const key = (syllables: readonly string[]): string => syllables.map((one) => syllableKey(one.replace(/ng$/, 'n'))).join('-');
  return key(left) === key(right);
}

/**
 * Consonants as an alphabet without vowels writes them: h stands, vowels do not, doubled letters count once. Coarser where Latin
 * spellings of one letter differ (q and k, g and j), finer than soundKey elsewhere.
 */
export function abjadKey(word: string): string {
  return word
    .replace(/sh|ch|sch/g, 'S')
    .replace(/kh|gh|q|ck/g, 'k')
    .replace(/th/g, 't')
    .replace(/dh/g, 'd')
    .replace(/ph|v/g, 'f')
    .replace(/zh|g/g, 'j')
    .replace(/ts|tz|z|c/g, 's')
    .replace(/p/g, 'b')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)[aeiouyw]|^[aeiou]/g, '');
}

/** One spelling for the romanisations of a Chinese or Korean syllable (pinyin, Wade-Giles, Revised, McCune). */
export function syllableKey(word: string): string {
  let key = word;
  for (const [pattern, sound] of chineseSounds) key = key.replace(pattern, sound);
  return key.replace(/(.)\1+/g, '$1');
}
