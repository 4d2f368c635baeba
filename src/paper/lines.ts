// SPDX-License-Identifier: Apache-2.0
/**
 * Breaks a text into lines and puts words that are written from right to left into their order on the line.
 *
 * A line break in the text is kept. A word that is wider than the place is broken where it must be, so that a digest of 64
 * letters never runs out of its column. Within a line, each stretch of Arabic or Hebrew words is placed from its end, which
 * is the order in which such a name is read; the typeface joins the letters of a word.
 *
 *     "judgment against " + "<name in Arabic, two words>"  ->  judgment, against, second word, first word
 *
 * What it does not do: no hyphenation, and no embedding of one direction inside the other inside a third (levels above one of
 * Unicode's bidirectional algorithm): names, addresses and sentences of casework have none.
 */

/** Width of a text in the typeface of the place where it goes. */
export type Measure = (text: string) => number;

/** A piece of a line, drawn at one place. */
export interface Stretch {
  readonly text: string;
  readonly x: number;
}

export interface Line {
  readonly stretches: readonly Stretch[];
  readonly width: number;
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

export function linesOf(text: string, width: number, measure: Measure): Line[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure).map((words) => placeWords(words, measure)));
}

function breakParagraph(paragraph: string, width: number, measure: Measure): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const word of paragraph.split(/\s+/u).filter((one) => one !== '')) {
    if (line.length > 0 && measure([...line, word].join(' ')) <= width) {
      line.push(word);
      continue;
    }
    if (line.length > 0) lines.push(line);
    const pieces = breakWord(word, width, measure);
    for (const piece of pieces.slice(0, -1)) lines.push([piece]);
    line = pieces.slice(-1);
  }
  return [...lines, line];
}

/** The word in pieces that fit; a piece has at least one letter, however narrow the place. */
function breakWord(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function placeWords(words: readonly string[], measure: Measure): Line {
  if (!words.some((word) => rightToLeft.test(word))) {
    const text = words.join(' ');
    return { stretches: text === '' ? [] : [{ text, x: 0 }], width: measure(text) };
  }
  const space = measure(' ');
  const stretches: Stretch[] = [];
  let x = 0;
  for (const word of inReadingOrder(words)) {
    stretches.push({ text: word, x });
    x += measure(word) + space;
  }
  return { stretches, width: Math.max(0, x - space) };
}

/** Words from left to right as they stand on the line: each run of right-to-left words is turned round. */
function inReadingOrder(words: readonly string[]): string[] {
  const placed: string[] = [];
  let run: string[] = [];
  for (const word of words) {
    if (rightToLeft.test(word)) {
      run.unshift(word);
      continue;
    }
    placed.push(...run, word);
    run = [];
  }
  return [...placed, ...run];
}
