// SPDX-License-Identifier: Apache-2.0
/**
 * XML files, read element by element: the text goes through `saxes` and each record is handed over as a small tree of its own.
 *
 * A DOCTYPE is refused, since its entities could name files or swell without end; a file that is not well-formed or ends early is refused
 * whole. Name spaces are dropped: publishers change their prefixes, not their element names.
 */
import { SaxesParser } from 'saxes';
import { fail, ok, type Result } from '../kernel/index.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Nesting of the XML: the deepest public list has 14 levels, a payment fewer. */
const depthMax = 40;

/** Every element of the given names, in the order of the file; an element inside another wanted one stays inside it. */
export function readXmlElements(text: string, wanted: ReadonlySet<string>, path: string): Result<readonly XmlElement[]> {
  const parser = new SaxesParser({ position: true });
  const found: XmlElement[] = [];
  const open: OpenElement[] = [];
  let depth = 0;
  let problem: string | null = null;
  const refuse = (sentence: string): void => {
    problem ??= `${sentence} (line ${parser.line})`;
  };
  parser.on('doctype', () => refuse('The file has a DOCTYPE; such files are not read.'));
  parser.on('error', (error) => refuse(`The XML is not well-formed: ${error.message.replace(/^\d+:\d+:\s*/, '').replace(/\.*$/, '.')}`));
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > depthMax) refuse(`Elements are nested more than ${depthMax} deep.`);
    const name = localName(tag.name);
    if (open.length === 0 && !wanted.has(name)) return;
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [localName(key), String(value)]));
    open.push({ name, attributes, children: [], text: '' });
  });
  parser.on('text', (piece) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += piece;
  });
  parser.on('cdata', (piece) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += piece;
  });
  parser.on('closetag', () => {
    depth -= 1;
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) found.push(closed);
    else parent.children.push(closed);
  });
  for (let at = 0; at < text.length && problem === null; at += piece) parser.write(text.slice(at, at + piece));
  if (problem === null) parser.close();
  if (problem !== null) return fail(path, problem, 'Fetch the file again from its publisher and compare its size.');
  return ok(found);
}

/** Characters handed to the parser at a time, so that a refusal stops the work soon. */
const piece = 65_536;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first such child; empty where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? '';
}

/** Every element of that name at any depth. */
export function allOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);
}
