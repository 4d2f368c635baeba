// SPDX-License-Identifier: Apache-2.0
//
// One source file seen three ways, each of the same length, so that an offset found in one is good in all:
//
//   text       as it stands
//   code       comments and the inside of strings and regular expressions blanked: what the program does
//   comments   everything but comments blanked: what the file says
//
// A rule that bans a call looks at `code`, so that a sentence about the call, or a test row that quotes it, is no offence.
//
// It is a scanner, not a parser: TypeScript 7 offers no stable interface to its own. It knows strings, templates with
// their `${...}`, comments and regular expressions, which is enough to tell code from words. In JSX an apostrophe in
// running text looks like a string; a string ends at its line, so the error ends there too.

export interface SourceViews {
  readonly code: string;
  readonly comments: string;
}

type Mode = 'code' | 'line-comment' | 'block-comment' | 'single' | 'double' | 'template' | 'regex';

/** What may stand before a regular expression; after anything else a slash divides (or closes a JSX tag). */
const beforeRegex = /(?:^|[(,=:[!&|?{};+*%~^>-]|\b(?:return|typeof|case|in|of|do|else|void|yield|await))\s*$/;

export function viewsOf(text: string): SourceViews {
  const code = [...blank(text)];
  const comments = [...blank(text)];
  const openBraces: number[] = [];
  let depth = 0;
  let mode: Mode = 'code';
  let isInClass = false;

  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const pair = text.slice(at, at + 2);
    if (mode === 'code') {
      const next = modeAt(text, at, code);
      if (next === 'line-comment' || next === 'block-comment') {
        comments[at] = character;
      } else {
        code[at] = character;
      }
      if (next === 'code') {
        if (character === '{') depth += 1;
        if (character === '}') depth -= 1;
        if (character === '}' && openBraces.at(-1) === depth) {
          openBraces.pop();
          mode = 'template';
        }
      } else {
        mode = next;
        isInClass = false;
      }
      continue;
    }
    if (mode === 'line-comment' || mode === 'block-comment') {
      if (mode === 'line-comment' && character === '\n') {
        mode = 'code';
        continue;
      }
      comments[at] = character;
      if (mode === 'block-comment' && pair === '*/' && text.slice(at - 1, at + 2) !== '/*/') {
        comments[at + 1] = '/';
        at += 1;
        mode = 'code';
      }
      continue;
    }
    if (character === '\\') {
      at += 1;
      continue;
    }
    if (mode === 'template' && pair === '${') {
      openBraces.push(depth);
      depth += 1;
      code[at] = '$';
      code[at + 1] = '{';
      at += 1;
      mode = 'code';
      continue;
    }
    if (mode === 'regex' && character === '[') isInClass = true;
    if (mode === 'regex' && character === ']') isInClass = false;
    if (isEnd(mode, character, isInClass)) {
      if (character !== '\n') code[at] = character;
      mode = 'code';
    }
  }
  return { code: code.join(''), comments: comments.join('') };
}

/** The number of the line, from 1, on which an offset lies. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function modeAt(text: string, at: number, code: readonly string[]): Mode {
  const character = text[at];
  if (character === "'") return 'single';
  if (character === '"') return 'double';
  if (character === '`') return 'template';
  if (character !== '/') return 'code';
  if (text[at + 1] === '/') return 'line-comment';
  if (text[at + 1] === '*') return 'block-comment';
  return beforeRegex.test(code.slice(Math.max(0, at - 40), at).join('')) ? 'regex' : 'code';
}

function isEnd(mode: Mode, character: string, isInClass: boolean): boolean {
  if (mode === 'template') return character === '`';
  if (character === '\n') return true;
  if (mode === 'single') return character === "'";
  if (mode === 'double') return character === '"';
  return character === '/' && !isInClass;
}
