// SPDX-License-Identifier: Apache-2.0
/**
 * The sheet: where the next thing goes, in which typeface, and when a new page begins. What is drawn carries its mark of
 * structure (heading, paragraph, cell), so that a screen reader reads the paper in its order.
 */
import type PdfDocument from 'pdfkit';
import { msOf } from '../kernel/index.ts';
import { type Line, linesOf, type Measure } from './lines.ts';
import type { Paper } from './paper.ts';
import { typefaces } from './store.ts';

export type Pdf = InstanceType<typeof PdfDocument>;
export type Structure = ReturnType<Pdf['struct']>;
export type Face = 'plain' | 'strong' | 'mono';

/** Sizes in points. The foot lies below the lower edge of what is written. */
export const page = { width: 595.28, height: 841.89, left: 56, right: 56, top: 56, bottom: 74 } as const;
export const innerWidth = page.width - page.left - page.right;
export const lowerEdge = page.height - page.bottom;
export const ink = { text: '#111111', quiet: '#555555', rule: '#bbbbbb', shade: '#eeeeee' } as const;

export interface Sheet {
  readonly pdf: Pdf;
  /** The whole paper, as a screen reader sees it. */
  readonly root: Structure;
  y: number;
  /** Whether a letter was written as its code point. */
  hasCodePoints: boolean;
}

export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
}

/** As much as one line of the style takes. */
export const lineHeight = (style: Style): number => style.size * 1.35;

/** The package is loaded with the first paper: a server that writes none does without it. */
export async function openSheet(paper: Paper): Promise<Sheet> {
  const { default: Document } = await import('pdfkit');
  const pdf = new Document({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: paper.language,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: paper.title,
      Subject: paper.subtitle,
      Creator: 'Comity',
      Producer: 'Comity',
      CreationDate: new Date(msOf(paper.madeAt)),
    },
  });
  const faces = typefaces();
  for (const face of ['plain', 'strong', 'mono'] as const) pdf.registerFont(face, Buffer.from(faces[face]));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  return { pdf, root, y: page.top, hasCodePoints: false };
}

export function newPage(sheet: Sheet): void {
  sheet.pdf.addPage();
  sheet.y = page.top;
}

/** Begins a new page where less than this is left. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (sheet.y + height > lowerEdge && sheet.y > page.top) newPage(sheet);
}

/** The lines of a text in a style; letters that the typeface lacks become code points. */
export function layOut(sheet: Sheet, text: string, style: Style, width: number): Line[] {
  const { pdf } = sheet;
  pdf.font(style.face).fontSize(style.size);
  const measure: Measure = (piece) => pdf.widthOfString(piece);
  return linesOf(printable(sheet, text), width, measure);
}

/** Draws lines from a place down; the caller has made the room. */
export function drawLines(
  sheet: Sheet,
  lines: readonly Line[],
  style: Style,
  at: { x: number; y: number; width: number; align?: 'left' | 'right' },
): void {
  const { pdf } = sheet;
  pdf.font(style.face).fontSize(style.size).fillColor(style.colour);
  lines.forEach((line, index) => {
    const left = at.align === 'right' ? at.x + at.width - line.width : at.x;
    // A blank at the end of a line keeps its last word from the first of the next one, for who copies or listens.
    const end = index + 1 < lines.length ? ' ' : '';
    for (const { text, x } of line.stretches) pdf.text(text + end, left + x, at.y + index * lineHeight(style), { lineBreak: false });
  });
}

/** Draws what carries no meaning of its own (rules, shades, repeated heads, the foot), so that a screen reader leaves it out. */
export function drawAside(sheet: Sheet, draw: () => void): void {
  sheet.pdf.markContent('Artifact');
  draw();
  sheet.pdf.endMarkedContent();
}

interface OpenFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** Private-use and missing letters as `<U+5F20>`: exact, if not beautiful. */
function printable(sheet: Sheet, text: string): string {
  // The types of the package do not show the open font, which knows its letters.
  const { font } = (sheet.pdf as Pdf & { readonly _font: { readonly font: OpenFont } })._font;
  let shown = '';
  for (const letter of text) {
    const codePoint = letter.codePointAt(0) ?? 0;
    if (/\s/u.test(letter) || font.hasGlyphForCodePoint(codePoint)) {
      shown += letter;
      continue;
    }
    sheet.hasCodePoints = true;
    shown += `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
  }
  return shown;
}
