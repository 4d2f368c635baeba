// SPDX-License-Identifier: Apache-2.0
/**
 * The little Markdown that clauses are written in: paragraphs, lists, emphasis. Anything else stays as it is written.
 *
 *     parseMarkdown('A *person* asks.')   // one paragraph of three spans, the second with emphasis
 *
 * It makes values and no markup, so that no text of an agreement can ever become part of the page's own code.
 */
export interface Span {
  readonly text: string;
  readonly emphasis: 'none' | 'weak' | 'strong';
}
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Span[])[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] };

export function parseMarkdown(text: string): readonly Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockOf);
}

function blockOf(part: string): Block {
  const lines = part.split('\n');
  const isList = lines.every((line) => /^\s*[-*] /.test(line));
  if (isList) return { kind: 'list', items: lines.map((line) => spansOf(line.replace(/^\s*[-*] /, ''))) };
  return { kind: 'paragraph', lines: lines.map(spansOf) };
}

function spansOf(line: string): readonly Span[] {
  return line
    .split(/(\*\*[^*\n]+\*\*|\*[^*\s][^*\n]*\*)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^\*\*.+\*\*$/.test(piece)) return { text: piece.slice(2, -2), emphasis: 'strong' };
      if (/^\*.+\*$/.test(piece)) return { text: piece.slice(1, -1), emphasis: 'weak' };
      return { text: piece, emphasis: 'none' };
    });
}
