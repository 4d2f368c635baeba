// SPDX-License-Identifier: Apache-2.0
/**
 * XML read as a stream: each record of a file becomes one small tree, and is gone again before the next one is read.
 *
 * Who reads names the elements that are records (`report`, `Activity`). What stands around them is kept as the frame of the
 * file: its root with attributes and its short elements. Memory is that of one record, however long the file is.
 *
 *     const reader = createXmlReader(new Set(['report']), (record) => seen.push(record));
 *     for (const piece of pieces) if ((fault = reader.write(piece)) !== null) break;
 *     const frame = reader.end();
 *
 * A DOCTYPE is refused before anything of it is read: its entities could name files of this machine, or swell to gigabytes
 * (the "billion laughs"). Without a DOCTYPE an entity other than the five of XML is a fault of its own. A file that ends early
 * is a fault with the line where it ended; the records before it were whole and have been handed over.
 *
 * Name spaces are told apart only where asked (`space`): publishers change their prefixes, not the names of their elements.
 */
import { SaxesParser } from 'saxes';
import { fail, ok, type Result } from '../../kernel/index.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text directly inside; what stands between children is kept only when it is not white space. */
  readonly text: string;
  /** The line of the file on which the start tag ends. */
  readonly line: number;
}

/** What stands around the records. */
export interface XmlFrame {
  readonly root: string;
  /** The name space of the root; empty where it has none. */
  readonly space: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly leaves: readonly XmlElement[];
  readonly line: number;
}

export interface XmlReader {
  /** Null, or what is wrong with the file; nothing is read after that. */
  readonly write: (text: string) => Result<null>;
  readonly end: () => Result<XmlFrame>;
}

/** Nesting: goAML needs 14 levels. */
const depthMax = 40;
/** Elements of one record: a report with 10,000 movements has fewer. */
const elementsMax = 400_000;
/** Characters of one record with its tags, and of anything between two tags: what a report's longest field times a thousand takes. */
const charactersMax = 32_000_000;
/** Short elements around the records, such as the form's name. */
const leavesMax = 100;

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
}

interface Reading {
  problem: Result<null> | null;
  depth: number;
  elements: number;
  /** Characters handed to the parser, and how many there were at the record's beginning and at the last tag or text. */
  written: number;
  recordAt: number;
  tagAt: number;
  frame: Omit<XmlFrame, 'leaves'> | null;
  readonly open: OpenElement[];
  readonly leaves: XmlElement[];
}

type Parser = SaxesParser<{ position: true; xmlns: true }>;

export interface XmlReaderSettings {
  /** Records stand inside this child of the root; null: they are children of the root themselves. */
  readonly within: string | null;
  /** Attributes of other name spaces are kept under their prefix, as `r:id`. */
  readonly keepsPrefixes: boolean;
}

const plainSettings: XmlReaderSettings = { within: null, keepsPrefixes: false };

export function createXmlReader(
  records: ReadonlySet<string>,
  onRecord: (record: XmlElement) => void,
  settings: XmlReaderSettings = plainSettings,
): XmlReader {
  const parser: Parser = new SaxesParser({ position: true, xmlns: true });
  const reading: Reading = { problem: null, depth: 0, elements: 0, written: 0, recordAt: 0, tagAt: 0, frame: null, open: [], leaves: [] };
  const refuse = (problem: string, remedy: string): void => {
    reading.problem ??= fail(`line ${parser.line}`, problem, remedy);
  };
  refuseWhatIsNoRecord(parser, refuse);
  takeTags(parser, reading, { records, onRecord, refuse, settings });
  return {
    write(text) {
      for (let at = 0; at < text.length && reading.problem === null; at += pieceCharacters) {
        const piece = text.slice(at, at + pieceCharacters);
        parser.write(piece);
        reading.written += piece.length;
        const { written, tagAt, recordAt, open } = reading;
        if (written - tagAt > charactersMax || (open.length > 0 && written - recordAt > charactersMax)) {
          refuse(`One record holds more than ${charactersMax} characters.`, 'Divide it into several reports; send papers as attachments.');
        }
      }
      return reading.problem ?? ok(null);
    },
    end() {
      if (reading.problem === null) parser.close();
      const { problem, frame, leaves } = reading;
      if (problem !== null && !problem.ok) return problem;
      return frame === null ? fail('line 1', 'The file holds no element.', 'Send the file again.') : ok({ ...frame, leaves });
    },
  };
}

type Refuse = (problem: string, remedy: string) => void;

function refuseWhatIsNoRecord(parser: Parser, refuse: Refuse): void {
  parser.on('doctype', () =>
    refuse('The file has a DOCTYPE; such files are not read.', 'Send it without; no format of reports needs one.'),
  );
  parser.on('error', (error) => {
    const said = error.message.replace(/^\d+:\d+:\s*/, '').replace(/\.*$/, '.');
    refuse(`The XML is not well formed: ${said}`, 'Send the file again, whole, as its program wrote it.');
  });
}

function takeTags(
  parser: Parser,
  reading: Reading,
  {
    records,
    onRecord,
    refuse,
    settings: { within, keepsPrefixes },
  }: { records: ReadonlySet<string>; onRecord: (record: XmlElement) => void; refuse: Refuse; settings: XmlReaderSettings },
): void {
  const { open, leaves } = reading;
  parser.on('opentag', (tag) => {
    if (reading.problem !== null) return;
    reading.depth += 1;
    reading.tagAt = reading.written;
    if (reading.depth > depthMax)
      refuse(`Elements stand more than ${depthMax} deep in each other.`, 'Send the report as its schema has it.');
    // Declarations of name spaces and hints where a schema lies are no part of what the record says.
    const own = Object.values(tag.attributes).filter(
      ({ prefix, local }) => (prefix === '' || (keepsPrefixes && prefix !== 'xmlns')) && local !== 'xmlns',
    );
    const attributes = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    const element = { name: tag.local, attributes, children: [], text: '', line: parser.line };
    if (reading.depth === 1) reading.frame = { root: tag.local, space: tag.uri, attributes, line: parser.line };
    const isAround = reading.depth === 2 && tag.local === within;
    const begins = open.length === 0 && records.has(tag.local) && reading.depth <= (within === null ? 2 : 3);
    if (begins) [reading.elements, reading.recordAt] = [0, reading.written];
    if (begins || open.length > 0 || (reading.depth === 2 && !isAround)) open.push(element);
    reading.elements += 1;
    if (reading.elements > elementsMax) refuse(`One record has more than ${elementsMax} elements.`, 'Divide it into several reports.');
  });
  const takeText = (text: string): void => {
    reading.tagAt = reading.written;
    const last = open.at(-1);
    if (last !== undefined) last.text = last.text === '' && /^\s*$/.test(text) ? last.text : last.text + text;
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('closetag', () => {
    // The parser goes on behind a fault to the end of the piece; nothing there is a record that could be taken.
    if (reading.problem !== null) return;
    reading.depth -= 1;
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent !== undefined) {
      parent.children.push(closed);
      return;
    }
    if (records.has(closed.name)) onRecord(closed);
    else if (leaves.length < leavesMax) leaves.push(closed);
    else refuse(`More than ${leavesMax} elements stand between the records.`, 'Send the file as its schema has it.');
    [reading.elements, reading.recordAt] = [0, reading.written];
  });
}

/**
 * Characters handed on at a time, so that a refusal stops the work soon: for the name space of a tag the parser looks through all that are
 * open, so tens of thousands in one piece that are nested cost seconds.
 */
const pieceCharacters = 8192;

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of the first such child on one line; empty where there is none. */
export function lineOf(element: XmlElement | undefined, name: string): string {
  return oneLine(element === undefined ? '' : (childOf(element, name)?.text ?? ''));
}

/** The text of the first such child with its line breaks, control characters gone; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const text = element === undefined ? '' : (childOf(element, name)?.text ?? '');
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();
}

export function oneLine(text: string): string {
  return text.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** Every element of that name at any depth, in the order of the file. */
export function allOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);
}
