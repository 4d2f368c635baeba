// SPDX-License-Identifier: Apache-2.0
/** Turns a paper into the bytes of a PDF. */
import { drawPart, drawText, subtitle, title } from './draw-parts.ts';
import { englishWords, type Paper } from './paper.ts';
import { drawAside, drawLines, ink, innerWidth, layOut, lineHeight, openSheet, page, type Sheet, type Style } from './sheet.ts';

const foot: Style = { face: 'mono', size: 6.5, colour: ink.quiet };

/** The same paper gives the same bytes. Throws when the typefaces are not installed. */
export async function writePaper(paper: Paper): Promise<Uint8Array> {
  const sheet = await openSheet(paper);
  const { pdf } = sheet;
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', reject);
  });
  const words = paper.words ?? englishWords;
  drawText(sheet, paper.title, title, { tag: 'H1', after: 2 });
  drawText(sheet, paper.subtitle, subtitle, { tag: 'P', after: 10 });
  for (const part of paper.parts) drawPart(sheet, part);
  if (sheet.hasCodePoints) drawPart(sheet, { kind: 'paragraph', text: words.codePoints, manner: 'note' });
  sheet.root.end();
  drawFeet(sheet, paper);
  pdf.end();
  return whole;
}

function drawFeet(sheet: Sheet, paper: Paper): void {
  const { pdf } = sheet;
  const words = paper.words ?? englishWords;
  const source = layOut(sheet, words.source(paper.source.name, paper.source.digest), foot, innerWidth).slice(0, 2);
  const made = layOut(sheet, words.made(paper.madeAt), foot, innerWidth).slice(0, 1);
  const { start, count } = pdf.bufferedPageRange();
  for (let number = 0; number < count; number += 1) {
    pdf.switchToPage(start + number);
    const counted = layOut(sheet, words.page(number + 1, count), foot, innerWidth);
    const top = page.height - page.bottom + 18;
    drawAside(sheet, () => {
      pdf
        .moveTo(page.left, top - 6)
        .lineTo(page.left + innerWidth, top - 6)
        .lineWidth(0.4)
        .strokeColor(ink.rule)
        .stroke();
      drawLines(sheet, source, foot, { x: page.left, y: top, width: innerWidth });
      drawLines(sheet, made, foot, { x: page.left, y: top + 2 * lineHeight(foot), width: innerWidth });
      drawLines(sheet, counted, foot, { x: page.left, y: top + 2 * lineHeight(foot), width: innerWidth, align: 'right' });
    });
  }
}
