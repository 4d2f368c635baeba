// SPDX-License-Identifier: Apache-2.0
/** The report as text with headings and tables (Markdown), for a file note: the same parts as on paper, in the same order. */
import type { Paper, PaperPart } from '../../paper/index.ts';

export function reportText({ title, subtitle, madeAt, source, parts }: Paper): string {
  return [`# ${title}`, '', `${subtitle}. Made on ${madeAt}; ${source.name}: ${source.digest}.`, '', ...parts.flatMap(linesOf), ''].join(
    '\n',
  );
}

function linesOf(part: PaperPart): string[] {
  switch (part.kind) {
    case 'heading':
      return [`${'#'.repeat(part.level + 1)} ${part.text}`, ''];
    case 'paragraph':
      return [part.text, ''];
    case 'list':
      return [...part.items.map((item) => `- ${oneLine(item)}`), ''];
    case 'facts':
      return [...part.rows.map(([name, value]) => `- ${name}: ${oneLine(value)}`), ''];
    case 'table':
      if (part.rows.length === 0) return [part.empty, ''];
      return [row(part.columns.map(({ title }) => title)), row(part.columns.map(() => '---')), ...part.rows.map(row), ''];
    default:
      return [];
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '/')).join(' | ')} |`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
