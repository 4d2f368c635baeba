// SPDX-License-Identifier: Apache-2.0
/**
 * QR code: an address as a square of dark and light modules that the camera of a telephone reads.
 *
 *     bytes -> codewords -> blocks, each with its Reed-Solomon remainder -> interleaved -> laid in the square -> masked
 *
 * Byte mode, error correction M, versions 1 to 6: up to 106 bytes, which is more than an address of a workplace has; null above that.
 * Written here since it is one page of arithmetic, and a package that draws would be loaded by every officer's browser.
 *
 * Source: ISO/IEC 18004:2015, sections 7 and 8.
 */

interface Version {
  readonly blocks: number;
  readonly dataPerBlock: number;
  readonly checkPerBlock: number;
  /** The centre of the alignment pattern; none in version 1. */
  readonly alignment: number | null;
}

const versions: readonly Version[] = [
  { blocks: 1, dataPerBlock: 16, checkPerBlock: 10, alignment: null },
  { blocks: 1, dataPerBlock: 28, checkPerBlock: 16, alignment: 18 },
  { blocks: 1, dataPerBlock: 44, checkPerBlock: 26, alignment: 22 },
  { blocks: 2, dataPerBlock: 32, checkPerBlock: 18, alignment: 26 },
  { blocks: 2, dataPerBlock: 43, checkPerBlock: 24, alignment: 30 },
  { blocks: 4, dataPerBlock: 27, checkPerBlock: 16, alignment: 34 },
];
/** Mode and length. */
const headBits = 12;

/** Rows of modules, true where it is dark; null for a text that is too long. */
export function qrModules(text: string): readonly (readonly boolean[])[] | null {
  const bytes = new TextEncoder().encode(text);
  const index = versions.findIndex(({ blocks, dataPerBlock }) => bytes.length * 8 + headBits <= blocks * dataPerBlock * 8);
  const version = versions[index];
  if (version === undefined) return null;
  const square = emptySquare(17 + 4 * (index + 1), version.alignment);
  lay(square, interleaved(dataCodewords(bytes, version), version));
  const masked = masks.map((mask, number) => withMask(square, mask, number));
  return masked.reduce((best, other) => (penalty(other) < penalty(best) ? other : best));
}

// --- codewords ------------------------------------------------------------------------------------------------------

function dataCodewords(bytes: Uint8Array, { blocks, dataPerBlock }: Version): Uint8Array {
  const data = new Uint8Array(blocks * dataPerBlock);
  // Byte mode is 0100, so everything lies half a byte further on.
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  for (const [at, nibble] of nibbles.entries()) data[at >> 1] = (data[at >> 1] ?? 0) | (at % 2 === 0 ? nibble << 4 : nibble);
  for (let at = nibbles.length >> 1, isFirst = true; at < data.length; at += 1, isFirst = !isFirst) data[at] = isFirst ? 0xec : 0x11;
  return data;
}

function interleaved(data: Uint8Array, { blocks, dataPerBlock, checkPerBlock }: Version): Uint8Array {
  const parts = Array.from({ length: blocks }, (_, block) => data.slice(block * dataPerBlock, (block + 1) * dataPerBlock));
  const checks = parts.map((part) => remainder(part, checkPerBlock));
  const across = (lists: readonly Uint8Array[], length: number): number[] =>
    Array.from({ length }, (_, at) => lists.map((list) => list[at] ?? 0)).flat();
  return Uint8Array.from([...across(parts, dataPerBlock), ...across(checks, checkPerBlock)]);
}

/** Powers of two in the field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1. */
const powers = new Uint8Array(510);
const logs = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  powers[power] = value;
  powers[power + 255] = value;
  logs[value] = power;
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d;
}
const times = (left: number, right: number): number =>
  left === 0 || right === 0 ? 0 : (powers[(logs[left] ?? 0) + (logs[right] ?? 0)] ?? 0);

/** Of the block as a polynomial, divided by (x - 1)(x - 2)(x - 4)... */
function remainder(block: Uint8Array, degree: number): Uint8Array {
  let generator = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...generator, 0];
    for (const [at, coefficient] of generator.entries()) next[at + 1] = (next[at + 1] ?? 0) ^ times(coefficient, powers[root] ?? 0);
    generator = next;
  }
  const rest = new Uint8Array(block.length + degree);
  rest.set(block);
  for (let at = 0; at < block.length; at += 1) {
    const factor = rest[at] ?? 0;
    for (const [place, coefficient] of generator.entries()) rest[at + place] = (rest[at + place] ?? 0) ^ times(coefficient, factor);
  }
  return rest.slice(block.length);
}

// --- the square -----------------------------------------------------------------------------------------------------

/** A module: dark, light, or not laid yet; what is fixed is not masked. */
interface Square {
  readonly size: number;
  readonly dark: boolean[][];
  readonly fixed: boolean[][];
}

function emptySquare(size: number, alignment: number | null): Square {
  const grid = (): boolean[][] => Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const square: Square = { size, dark: grid(), fixed: grid() };
  for (let at = 0; at < size; at += 1) {
    fix(square, 6, at, at % 2 === 0);
    fix(square, at, 6, at % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    rings(square, row, column, 4, [0, 1, 3]);
  if (alignment !== null) rings(square, alignment, alignment, 2, [0, 2]);
  writeFormat(square, 0);
  return square;
}

function fix({ size, dark, fixed }: Square, row: number, column: number, isDark: boolean): void {
  const [darkRow, fixedRow] = [dark[row], fixed[row]];
  if (darkRow === undefined || fixedRow === undefined || column < 0 || column >= size) return;
  darkRow[column] = isDark;
  fixedRow[column] = true;
}

/** Rings about a centre, dark where their distance is named. */
function rings(square: Square, row: number, column: number, reach: number, darkAt: readonly number[]): void {
  for (let down = -reach; down <= reach; down += 1)
    for (let right = -reach; right <= reach; right += 1)
      fix(square, row + down, column + right, darkAt.includes(Math.max(Math.abs(down), Math.abs(right))));
}

/** Fifteen bits that say which mask and how much correction, twice. */
function writeFormat(square: Square, mask: number): void {
  // Correction M is 00 before the three bits of the mask.
  let check = mask;
  for (let step = 0; step < 10; step += 1) check = (check << 1) ^ ((check >> 9) * 0x537);
  const bits = ((mask << 10) | check) ^ 0x5412;
  const { size } = square;
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((bits >> at) & 1) === 1;
    fix(square, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, 8, isDark);
    fix(square, 8, at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at, isDark);
  }
  fix(square, size - 8, 8, true);
}

/** Two columns at a time from the right, up and down in turn, past the upright line of the timing pattern. */
function lay({ size, dark, fixed }: Square, codewords: Uint8Array): void {
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const isUpward = ((size - 1 - (right > 6 ? right : right + 1)) / 2) % 2 === 0;
    for (let step = 0; step < size; step += 1) {
      const row = isUpward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const darkRow = dark[row];
        if (darkRow === undefined || fixed[row]?.[column] === true) continue;
        darkRow[column] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
      }
    }
  }
}

// --- masks ----------------------------------------------------------------------------------------------------------

type Mask = (row: number, column: number) => boolean;
const masks: readonly Mask[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function withMask(square: Square, mask: Mask, number: number): boolean[][] {
  const dark = square.dark.map((cells, row) =>
    cells.map((isDark, column) => (square.fixed[row]?.[column] === true ? isDark : isDark !== mask(row, column))),
  );
  writeFormat({ ...square, dark }, number);
  return dark;
}

/** How hard a reader would have it: runs, blocks, what looks like a corner, and too much of one colour. */
function penalty(rows: readonly (readonly boolean[])[]): number {
  const columns = rows.map((_, column) => rows.map((row) => row[column] ?? false));
  const lines = [...rows, ...columns].map((line) => line.map((isDark) => (isDark ? '1' : '0')).join(''));
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const corners = lines.reduce((sum, line) => sum + [...line.matchAll(/(?=00001011101|10111010000)/g)].length, 0);
  let [blocks, darkCount] = [0, 0];
  for (const [at, row] of rows.entries())
    for (const [column, isDark] of row.entries()) {
      const [below, right] = [rows[at + 1]?.[column], row[column + 1]];
      if (isDark) darkCount += 1;
      if (below === isDark && right === isDark && rows[at + 1]?.[column + 1] === isDark) blocks += 1;
    }
  const share = (darkCount * 20) / (rows.length * rows.length);
  return runs + 3 * blocks + 40 * corners + 10 * Math.floor(Math.abs(share - 10));
}
