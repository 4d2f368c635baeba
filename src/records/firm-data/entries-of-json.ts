// SPDX-License-Identifier: Apache-2.0
/**
 * The entries of the lists of a JSON file of any length, one by one: the file is one object, and of its members the named lists are read.
 *
 *     { "records": [ {…}, {…}, … gigabytes … ], "meta": … }      entries of "records": each parsed by itself, the rest passed over
 *
 * Only the entry that is being read is held in memory. The obvious alternative, to parse the whole, would need many times the length of
 * the file; another, to ask for one entry on a line, would refuse the files as they are published.
 *
 * Strings and nesting are followed exactly, so that a brace in a name is no brace. Between the entries it is not a judge: a comma too many
 * is passed over. A file that ends in the middle, holds a second object, or has an entry that cannot be parsed is refused where it happens.
 */
import { fail, type JsonValue, ok, type Result } from '../../kernel/index.ts';
import { createTextReader } from '../xml/decode-text.ts';

export interface EntriesReader {
  readonly write: (bytes: Uint8Array) => Result<null>;
  /** The named lists that the file has. */
  readonly end: () => Result<ReadonlySet<string>>;
}

/** An entry is some kilobytes; one that never ends must not fill the memory. */
const entryCharactersMax = 1_048_576;
/** Deeper than any published entry. */
const depthMax = 64;

export interface EntryOfList {
  readonly list: string;
  readonly entry: JsonValue;
  /** Counted from 1 in its list. */
  readonly position: number;
  readonly line: number;
}

export function createEntriesReader(lists: readonly string[], onEntry: (one: EntryOfList) => void): EntriesReader {
  const text = createTextReader();
  const scan = newScan(lists, onEntry);
  return {
    write(bytes) {
      const read = text.write(bytes);
      return read.ok ? take(scan, read.value) : read;
    },
    end() {
      const read = text.end();
      if (!read.ok) return read;
      const taken = take(scan, read.value);
      if (!taken.ok) return taken;
      return scan.isOver ? ok(scan.found) : wrong(scan.line, 'The file ends in the middle: it is not whole.');
    },
  };
}

/** Where the reading is, between pieces of the file. */
interface Scan {
  readonly lists: readonly string[];
  readonly onEntry: (one: EntryOfList) => void;
  readonly found: Set<string>;
  depth: number;
  inString: boolean;
  escaped: boolean;
  line: number;
  /** The member of the outermost object at which the reading is, and the last text there, which may become one. */
  member: string | null;
  word: string;
  /** Text of the entry so far; null between entries. */
  entry: string | null;
  entryLine: number;
  entryDepth: number;
  position: number;
  isOver: boolean;
}

function newScan(lists: readonly string[], onEntry: Scan['onEntry']): Scan {
  const nowhere = { depth: 0, inString: false, escaped: false, line: 1, member: null, word: '' };
  return { lists, onEntry, found: new Set(), ...nowhere, entry: null, entryLine: 1, entryDepth: 0, position: 0, isOver: false };
}

function take(at: Scan, piece: string): Result<null> {
  let [from, wordFrom] = [0, 0];
  for (let index = 0; index < piece.length; index += 1) {
    const char = piece.charAt(index);
    if (char === '\n') at.line += 1;
    if (at.inString) {
      // Most of a file is text and the inside of entries, where nothing else is to be seen.
      if (char !== '"' && char !== '\\' && !at.escaped) continue;
      if (endsText(at, char) && at.depth === 1) at.word += piece.slice(wordFrom, index);
      continue;
    }
    if (char === '"') {
      if (at.depth === 0) return wrong(at.line, 'The file is no JSON object.');
      if (isAmongEntries(at)) return wrong(at.line, noObject(at));
      [at.inString, at.word, wordFrom] = [true, '', index + 1];
      continue;
    }
    if (at.entry !== null && char !== '{' && char !== '}' && char !== '[' && char !== ']') continue;
    const stepped = step(at, char, { piece, index, from });
    if (!stepped.ok) return stepped;
    from = stepped.value;
  }
  if (at.inString && at.depth === 1) at.word += piece.slice(wordFrom);
  if (at.entry !== null) at.entry += piece.slice(from);
  const isLong = (at.entry?.length ?? 0) > entryCharactersMax || at.word.length > entryCharactersMax;
  return isLong ? wrong(at.line, `An entry has more than ${entryCharactersMax} characters.`) : ok(null);
}

/** One character of a text; whether the text ends with it. */
function endsText(at: Scan, char: string): boolean {
  if (at.escaped) at.escaped = false;
  else if (char === '\\') at.escaped = true;
  else if (char === '"') at.inString = false;
  return !at.inString;
}

interface InPiece {
  readonly piece: string;
  readonly index: number;
  /** Where the entry begins in this piece, or where its rest does. */
  readonly from: number;
}

/** One character outside of every text; gives where the entry begins from now on. */
function step(at: Scan, char: string, where: InPiece): Result<number> {
  if (at.isOver) return char.trim() === '' ? ok(where.from) : wrong(at.line, 'Something follows the end of the file’s object.');
  if (at.depth === 0 && char.trim() !== '' && char !== '{') return wrong(at.line, 'The file is no JSON object.');
  if (char === '{' || char === '[') return open(at, char, where);
  if (char === '}' || char === ']') return shut(at, where);
  if (isAmongEntries(at) && char !== ',' && char.trim() !== '') return wrong(at.line, noObject(at));
  if (char === ':' && at.depth === 1) enter(at);
  else if (char === ',' && at.depth === 1) at.member = null;
  return ok(where.from);
}

function enter(at: Scan): void {
  at.member = at.word;
  at.position = 0;
  if (at.lists.includes(at.word)) at.found.add(at.word);
}

const isListed = ({ member, lists }: Scan): boolean => member !== null && lists.includes(member);
const isAmongEntries = (at: Scan): boolean => at.depth === 2 && at.entry === null && isListed(at);
const noObject = ({ position, member }: Scan): string => `Entry ${position + 1} of "${member}" is no object.`;

function open(at: Scan, char: string, { index, from }: InPiece): Result<number> {
  at.depth += 1;
  if (at.depth > depthMax) return wrong(at.line, `It is nested more than ${depthMax} deep.`);
  // In a list, or one entry without its list.
  const begins = char === '{' && at.entry === null && isListed(at) && (at.depth === 3 || at.depth === 2);
  if (!begins) return ok(from);
  [at.entry, at.entryLine, at.entryDepth] = ['', at.line, at.depth];
  return ok(index);
}

function shut(at: Scan, { piece, index, from }: InPiece): Result<number> {
  at.depth -= 1;
  if (at.depth < 0) return wrong(at.line, 'More is closed than was opened.');
  if (at.depth === 0) at.isOver = true;
  if (at.entry === null || at.depth >= at.entryDepth) return ok(from);
  const text = at.entry + piece.slice(from, index + 1);
  at.entry = null;
  at.position += 1;
  let entry: JsonValue;
  try {
    entry = JSON.parse(text) as JsonValue;
  } catch {
    return wrong(at.entryLine, `Entry ${at.position} of "${at.member}" is no JSON.`);
  }
  at.onEntry({ list: at.member ?? '', entry, position: at.position, line: at.entryLine });
  return ok(index + 1);
}

function wrong(line: number, problem: string): ReturnType<typeof fail> {
  return fail(`line ${line}`, problem, 'Take the file as it is published: unpacked and whole.');
}
