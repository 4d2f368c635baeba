// SPDX-License-Identifier: Apache-2.0
/**
 * How far one word is from another, counted in slips.
 *
 * Two measures. `editsWithin` counts plain edits with Myers' bit-parallel algorithm (32 letters of one word in one machine word;
 * G. Myers, JACM 46, 1999): a few operations per letter, so that thousands of words can be put aside at once. `slipCost` weighs the
 * edits of those that remain: a doubled letter or an exchanged vowel is a slip, another consonant at the front is another word.
 *
 * Both are symmetric. Words longer than `wordLettersMax` are compared by their first letters.
 */

/** Letters of one word that are compared; longer words exist only in chemistry and in attacks. */
export const wordLettersMax = 32;

const masks = new Int32Array(128);

/** Plain edits (insert, remove, replace) between two words of ASCII letters, exact for words of at most 32 letters. */
export function editsWithin(left: string, right: string): number {
  const pattern = left.length > wordLettersMax ? left.slice(0, wordLettersMax) : left;
  const text = right.length > wordLettersMax ? right.slice(0, wordLettersMax) : right;
  const length = pattern.length;
  if (length === 0) return text.length;
  for (let at = 0; at < length; at += 1) masks[pattern.charCodeAt(at) & 127] = 0;
  for (let at = 0; at < text.length; at += 1) masks[text.charCodeAt(at) & 127] = 0;
  for (let at = 0; at < length; at += 1) {
    const code = pattern.charCodeAt(at) & 127;
    masks[code] = (masks[code] ?? 0) | (1 << at);
  }
  let [plus, minus, edits] = [-1, 0, length];
  const last = 1 << (length - 1);
  for (let at = 0; at < text.length; at += 1) {
    const equal = masks[text.charCodeAt(at) & 127] ?? 0;
    const across = (((equal & plus) + plus) ^ plus) | equal | minus;
    let up = minus | ~(across | plus);
    let down = plus & across;
    if ((up & last) !== 0) edits += 1;
    else if ((down & last) !== 0) edits -= 1;
    up = (up << 1) | 1;
    down <<= 1;
    plus = down | ~(equal | minus | up);
    minus = up & (equal | minus);
  }
  return edits;
}

/** What each kind of slip costs; docs/reference/screening.md shows this table. */
export const slipCosts = {
  doubledLetter: 0.2,
  nearVowel: 0.4,
  farVowel: 0.8,
  vowelLeftOut: 0.5,
  hLeftOut: 0.3,
  likeSound: 0.5,
  lookAlikeDigit: 0.2,
  endingS: 0.4,
  consonantLeftOut: 0.8,
  neighboursSwapped: 0.6,
  otherLetter: 1,
  /** On top, where the slip is at the first letter: writers rarely miss that one. */
  atTheFront: 0.4,
  otherLetterAtTheFront: 1.8,
} as const;

const soundClass = new Int8Array(128);
for (const [index, group] of [
  'bp',
  'dt',
  'gkqc',
  'fvw',
  'szcx',
  'jyi',
  'mn',
  'lr',
  'o0',
  'il1',
  'a4',
  'e3',
  's5',
  'g9',
  'b8',
  't7',
].entries()) {
  if (index < 8) for (const letter of group) soundClass[letter.charCodeAt(0)] ||= index + 1;
}
const alsoAlike = new Set([
  'cs',
  'sc',
  'cz',
  'zc',
  'cx',
  'xc',
  'kx',
  'xk',
  'uw',
  'wu',
  'uv',
  'vu',
  'hx',
  'xh',
  'gh',
  'hg',
  'gj',
  'jg',
  'zj',
  'jz',
  'hk',
  'kh',
  'bv',
  'vb',
  'ie',
  'ei',
]);
const digitAlike = new Set(['o0', 'i1', 'l1', 'a4', 'e3', 's5', 'g9', 'b8', 't7', 'z2'].flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]));
const nearVowels = new Set(['ae', 'ei', 'iy', 'ey', 'ou', 'ao', 'uy', 'uo'].flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]));
const vowelCodes = new Uint8Array(128);
for (const letter of 'aeiouy') vowelCodes[letter.charCodeAt(0)] = 1;

const before = new Float64Array(wordLettersMax + 1);
const current = new Float64Array(wordLettersMax + 1);
const earlier = new Float64Array(wordLettersMax + 1);

/** The least total cost of slips that turn one word into the other. */
export function slipCost(leftWord: string, rightWord: string): number {
  const left = leftWord.slice(0, wordLettersMax);
  const right = rightWord.slice(0, wordLettersMax);
  before[0] = 0;
  for (let at = 1; at <= right.length; at += 1) before[at] = (before[at - 1] ?? 0) + leaveOut(right, at - 1);
  for (let row = 1; row <= left.length; row += 1) {
    const one = left.charCodeAt(row - 1) & 127;
    const oneLeftOut = leaveOut(left, row - 1);
    current[0] = before[0] + oneLeftOut;
    for (let column = 1; column <= right.length; column += 1) {
      let best = (before[column - 1] ?? 0) + replaced(one, right.charCodeAt(column - 1) & 127, row === 1 && column === 1);
      best = Math.min(best, (before[column] ?? 0) + oneLeftOut, (current[column - 1] ?? 0) + leaveOut(right, column - 1));
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1] &&
        left[row - 1] !== left[row - 2]
      ) {
        best = Math.min(best, (earlier[column - 2] ?? 0) + slipCosts.neighboursSwapped);
      }
      current[column] = best;
    }
    earlier.set(before);
    before.set(current);
  }
  return before[right.length] ?? 0;
}

function leaveOut(word: string, at: number): number {
  const code = word.charCodeAt(at) & 127;
  if (at > 0 && word.charCodeAt(at - 1) === word.charCodeAt(at)) return slipCosts.doubledLetter;
  const front = at === 0 ? slipCosts.atTheFront : 0;
  if (code === 104) return slipCosts.hLeftOut + front;
  if (vowelCodes[code] === 1) return slipCosts.vowelLeftOut + front;
  if (code === 115 && at === word.length - 1 && at > 2) return slipCosts.endingS;
  return slipCosts.consonantLeftOut + front;
}

/** The cost of one letter for another, by code, worked out once. */
const replaceCosts = new Float64Array(128 * 128);
for (let one = 0; one < 128; one += 1) {
  for (let other = 0; other < 128; other += 1) replaceCosts[one * 128 + other] = costOfReplacing(one, other);
}

function costOfReplacing(one: number, other: number): number {
  if (one === other) return 0;
  const pair = String.fromCharCode(one, other);
  if (vowelCodes[one] === 1 && vowelCodes[other] === 1) return nearVowels.has(pair) ? slipCosts.nearVowel : slipCosts.farVowel;
  if ((soundClass[one] ?? 0) !== 0 && soundClass[one] === soundClass[other]) return slipCosts.likeSound;
  if (digitAlike.has(pair)) return slipCosts.lookAlikeDigit;
  return alsoAlike.has(pair) ? slipCosts.likeSound : slipCosts.otherLetter;
}

function replaced(one: number, other: number, isFront: boolean): number {
  if (one === other) return 0;
  const cost = replaceCosts[one * 128 + other] ?? slipCosts.otherLetter;
  if (!isFront || cost === slipCosts.lookAlikeDigit) return cost;
  return cost + (cost === slipCosts.otherLetter ? slipCosts.otherLetterAtTheFront : slipCosts.atTheFront / 2);
}
