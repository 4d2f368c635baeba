// SPDX-License-Identifier: Apache-2.0
/**
 * Strict JSON: what two servers must read the same way is parsed by one small parser that refuses every doubt.
 *
 * JSON.parse keeps the last of two equal keys and rounds 9007199254740993 without a word; a signed document read so
 * would mean one thing to its author and another to its reader. Here such text is an issue that names the position.
 *
 * Refused: bytes that are not UTF-8, a byte order mark, duplicate keys, `__proto__` as a key, whole numbers beyond
 * 2^53-1, any number with a fraction or exponent (amounts are text), lone surrogates, nesting deeper and text longer
 * than the limits, and anything after the value.
 *
 * Follows RFC 8259 and RFC 7493 (I-JSON), with the narrowings above.
 */
import { limits } from './limits.ts';
import { type Result, fail, ok } from './result.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export interface StrictJsonLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
}

const defaultLimits: StrictJsonLimits = { bytesMax: limits.payloadBytesMax, depthMax: limits.jsonDepthMax };

/** The value, or one issue whose path names the place: `name: byte 17`. Objects have no prototype. */
export function parseStrictJson(bytes: Uint8Array, name: string, bounds: StrictJsonLimits = defaultLimits): Result<JsonValue> {
  if (bytes.length > bounds.bytesMax) {
    return fail(name, `It holds ${bytes.length} bytes; the limit is ${bounds.bytesMax}.`, 'Send it in smaller pieces.');
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return fail(name, 'It is not valid UTF-8.', 'Write it as UTF-8.');
  }
  const reader: Reader = { text, at: 0, depthMax: bounds.depthMax };
  try {
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length) throw new Doubt('there is text after the value', reader.at);
    return ok(value);
  } catch (error) {
    if (!(error instanceof Doubt)) throw error;
    return fail(`${name}: character ${error.at + 1}`, sentence(error.message), 'Correct the document at its source.');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Reader {
  readonly text: string;
  at: number;
  readonly depthMax: number;
}

/** Carries the place out of the recursion; never leaves this file. */
class Doubt extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

function readValue(reader: Reader, depth: number): JsonValue {
  skipSpace(reader);
  if (depth > reader.depthMax) throw new Doubt(`nesting is deeper than ${reader.depthMax}`, reader.at);
  const character = reader.text[reader.at];
  if (character === '{') return readObject(reader, depth);
  if (character === '[') return readArray(reader, depth);
  if (character === '"') return readString(reader);
  for (const [word, value] of literals) {
    if (reader.text.startsWith(word, reader.at)) {
      reader.at += word.length;
      return value;
    }
  }
  return readNumber(reader);
}

const literals: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

function readObject(reader: Reader, depth: number): JsonValue {
  const members: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  reader.at += 1;
  skipSpace(reader);
  if (take(reader, '}')) return members;
  for (;;) {
    skipSpace(reader);
    const keyAt = reader.at;
    if (reader.text[keyAt] !== '"') throw new Doubt('a member name in quotes is expected', keyAt);
    const key = readString(reader);
    if (key === '__proto__') throw new Doubt('the name __proto__ is not allowed', keyAt);
    if (Object.hasOwn(members, key)) throw new Doubt(`the name "${key.slice(0, 40)}" occurs twice`, keyAt);
    skipSpace(reader);
    if (!take(reader, ':')) throw new Doubt('a colon is expected', reader.at);
    members[key] = readValue(reader, depth + 1);
    skipSpace(reader);
    if (take(reader, '}')) return members;
    if (!take(reader, ',')) throw new Doubt('a comma or } is expected', reader.at);
  }
}

function readArray(reader: Reader, depth: number): JsonValue {
  const items: JsonValue[] = [];
  reader.at += 1;
  skipSpace(reader);
  if (take(reader, ']')) return items;
  for (;;) {
    items.push(readValue(reader, depth + 1));
    skipSpace(reader);
    if (take(reader, ']')) return items;
    if (!take(reader, ',')) throw new Doubt('a comma or ] is expected', reader.at);
  }
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function readString(reader: Reader): string {
  const startAt = reader.at;
  reader.at += 1;
  let value = '';
  for (;;) {
    const stopAt = plainUntil(reader);
    const stop = reader.text[stopAt];
    if (stop === undefined) throw new Doubt('the text in quotes does not end', startAt);
    value += reader.text.slice(reader.at, stopAt);
    reader.at = stopAt + 1;
    if (stop === '"') break;
    if (stop !== '\\') throw new Doubt('a control character must be escaped', stopAt);
    value += readEscape(reader);
  }
  if (!value.isWellFormed()) throw new Doubt('the text holds half a surrogate pair', startAt);
  return value;
}

/** Where the letters that stand for themselves end: a quote, a backslash, a control character or the end of the text. */
function plainUntil({ text, at }: Reader): number {
  for (let stopAt = at; stopAt < text.length; stopAt++) {
    const unit = text.charCodeAt(stopAt);
    if (unit === 0x22 || unit === 0x5c || unit < 0x20) return stopAt;
  }
  return text.length;
}

function readEscape(reader: Reader): string {
  const character = reader.text[reader.at] ?? '';
  if (character === 'u') {
    const digits = reader.text.slice(reader.at + 1, reader.at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Doubt('\\u needs four hexadecimal digits', reader.at);
    reader.at += 5;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const plain = escapes[character];
  if (plain === undefined) throw new Doubt('this escape does not exist', reader.at);
  reader.at += 1;
  return plain;
}

const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(reader: Reader): number {
  numberShape.lastIndex = reader.at;
  const match = numberShape.exec(reader.text);
  if (match === null) throw new Doubt('a value is expected', reader.at);
  const [written] = match;
  if (/[.eE]/.test(written)) throw new Doubt('numbers are whole; write amounts as text', reader.at);
  const value = Number(written);
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Doubt('the number is not a whole number within 2^53-1', reader.at);
  reader.at += written.length;
  return value;
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const unit = reader.text.charCodeAt(reader.at);
    if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return;
    reader.at += 1;
  }
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function sentence(problem: string): string {
  return `${problem[0]?.toUpperCase() ?? ''}${problem.slice(1)}.`;
}
