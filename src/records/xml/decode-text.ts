// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to text, piece by piece, in the encoding that the file itself names: nothing is guessed and no character is replaced.
 *
 * A byte order mark goes before everything; then the encoding of an XML declaration; then UTF-8. A byte that the encoding does
 * not know stops the reading with its line, since a question mark in the place of a letter would make another name of a name.
 *
 *     const reader = createTextReader();
 *     const read = reader.write(bytes);      // { ok: true, value: 'text so far' } or an issue with the line
 *     const rest = reader.end();             // half a character at the end of the file is a fault
 *
 * A file that is packed (ZIP, and so XLSX; gzip) is told so: it is opened by who knows what is in it.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';

type Decoder = InstanceType<typeof TextDecoder>;

export interface TextReader {
  readonly write: (bytes: Uint8Array) => Result<string>;
  readonly end: () => Result<string>;
}

/** What an XML declaration may name, and the label under which the platform knows it. */
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  'iso-8859-2': 'iso-8859-2',
  'iso-8859-5': 'iso-8859-5',
  'iso-8859-6': 'iso-8859-6',
  'iso-8859-9': 'windows-1254',
  'iso-8859-15': 'iso-8859-15',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'windows-1254': 'windows-1254',
  'windows-1256': 'windows-1256',
};

/** An XML declaration fits in here; the first piece is held back until so much of the file is there. */
const headBytes = 200;

export function createTextReader(): TextReader {
  let decoder: Decoder | null = null;
  let held: Uint8Array = new Uint8Array(0);
  let line = 1;
  const decode = (bytes: Uint8Array, isLast: boolean): Result<string> => {
    if (decoder === null) {
      const chosen = decoderOf(bytes);
      if (!chosen.ok) return chosen;
      decoder = chosen.value;
    }
    try {
      const text = decoder.decode(bytes, { stream: !isLast });
      line += text.split('\n').length - 1;
      return ok(text);
    } catch {
      const problem = isLast ? 'The file ends in the middle of a character.' : `It holds bytes that are not ${decoder.encoding} text.`;
      return fail(`line ${line}`, problem, 'Save the file again as UTF-8, or name its encoding in the XML declaration.');
    }
  };
  return {
    write(bytes) {
      if (decoder !== null) return decode(bytes, false);
      held = joined(held, bytes);
      if (held.length < headBytes) return ok('');
      const first = held;
      held = new Uint8Array(0);
      return decode(first, false);
    },
    end() {
      return decode(held, true);
    },
  };
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function decoderOf(bytes: Uint8Array): Result<Decoder> {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0x50 && second === 0x4b) return packed('a ZIP file (an XLSX file is one too)');
  if (first === 0x1f && second === 0x8b) return packed('packed with gzip');
  if (first === 0xff && second === 0xfe) return ok(fatal('utf-16le'));
  if (first === 0xfe && second === 0xff) return ok(fatal('utf-16be'));
  if (first === 0xef && second === 0xbb && third === 0xbf) return ok(fatal('utf-8'));
  // "<?" in two bytes each: UTF-16 without its mark.
  if (first === 0x3c && second === 0) return ok(fatal('utf-16le'));
  if (first === 0 && second === 0x3c) return ok(fatal('utf-16be'));
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes));
  const named = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1]?.toLowerCase();
  if (named === undefined) return ok(fatal('utf-8'));
  const label = encodings[named];
  if (label === undefined || label.startsWith('utf-16')) {
    return fail('line 1', `The file says that its encoding is "${named}", and it is not read in that.`, 'Save it as UTF-8.');
  }
  return ok(fatal(label));
}

function fatal(label: string): Decoder {
  return new TextDecoder(label, { fatal: true });
}

function packed(what: string): Result<Decoder> {
  return fail('line 1', `The file is ${what}, not text.`, 'Unpack it, or name the format that it has.');
}
