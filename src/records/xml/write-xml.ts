// SPDX-License-Identifier: Apache-2.0
/**
 * Trees to XML text: one element on each line, indented, so that a person can read what was sent.
 *
 * `branch` leaves out what is null, so that a writer lists its elements in the order of the schema and says "where there is one" for each.
 * Text is escaped; a carriage return is written as `&#13;`, since a parser would change it; characters that XML cannot hold are refused
 * by the checks of records long before.
 */
import type { XmlElement } from './read-xml.ts';

/** An element with children; null children are left out. */
export function branch(
  name: string,
  children: readonly (XmlElement | null | readonly (XmlElement | null)[])[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return { name, attributes, text: '', line: 0, children: children.flat().filter((child) => child !== null) };
}

/** An element with text, whatever the text is. */
export function leaf(name: string, text: string): XmlElement {
  return { name, attributes: {}, text, line: 0, children: [] };
}

/** An element with text, or null where there is none. */
export function leafIf(name: string, text: string | null | undefined): XmlElement | null {
  return text === null || text === undefined || text === '' ? null : leaf(name, text);
}

/** An element with children, or null where all of them are null. */
export function branchIf(name: string, children: readonly (XmlElement | null | readonly (XmlElement | null)[])[]): XmlElement | null {
  const made = branch(name, children);
  return made.children.length === 0 ? null : made;
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The element as text, with a line break at its end. `prefix` stands before every name, such as `fc2:`. */
export function xmlText(element: XmlElement, given: { readonly prefix?: string; readonly depth?: number } = {}): string {
  const { prefix = '', depth = 0 } = given;
  const indent = '  '.repeat(depth);
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`);
  const start = `${indent}<${prefix}${element.name}${attributes.join('')}`;
  if (element.children.length === 0) {
    return element.text === '' ? `${start}/>\n` : `${start}>${escaped(element.text)}</${prefix}${element.name}>\n`;
  }
  const inside = element.children.map((child) => xmlText(child, { prefix, depth: depth + 1 })).join('');
  return `${start}>\n${inside}${indent}</${prefix}${element.name}>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
