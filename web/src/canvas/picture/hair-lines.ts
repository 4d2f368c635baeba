// SPDX-License-Identifier: Apache-2.0
/**
 * Thousands of thin lines at once. A browser without a graphics card needs a tenth of a second and more for them, since it works out how each
 * meets every other; here each line adds its share to the dots that it passes, and where many pass it is darker.
 */
export interface Segment {
  readonly curve: readonly [x1: number, y1: number, cx1: number, cy1: number, cx2: number, cy2: number, x2: number, y2: number];
}

interface Ink {
  readonly ground: string;
  readonly line: string;
  /** What one line covers of the ground, from nothing to one. */
  readonly cover: number;
}

/** From a point of the picture to a dot: less the corner, times the scale. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A line that passes a dot in the middle counts so much; lines beyond these upon each other look the same. */
const whole = 256;
const linesTold = 32;

/** A sheet has one dot for each of the page, also where a screen has four: lines so thin gain nothing, and cost four times as much. */
interface Sheet {
  readonly shares: Uint32Array;
  readonly image: ImageData;
  readonly context: CanvasRenderingContext2D;
}

/** As long as the canvas has this size. */
const sheets = new WeakMap<HTMLCanvasElement, Sheet>();

/** Draws the ground and the lines over all that was there; `size` is that of the canvas on the page. */
export function drawHairLines(context: CanvasRenderingContext2D, segments: readonly Segment[], size: Size, place: Place, ink: Ink): void {
  const sheet = sheetOf(context, size);
  if (sheet === null) return;
  const { shares, image } = sheet;
  const { width, height } = image;
  shares.fill(0);
  for (const { curve } of segments) {
    const [x1, y1, , , , , x2, y2] = curve;
    const { x, y, scale } = place;
    addLine(shares, { width, height }, [(x1 - x) * scale, (y1 - y) * scale, (x2 - x) * scale, (y2 - y) * scale]);
  }
  const shades = shadesOf(ink);
  const dots = new Uint32Array(image.data.buffer);
  const last = shades.length - 1;
  for (let dot = 0; dot < dots.length; dot += 1) {
    const share = (shares[dot] ?? 0) >> 4;
    dots[dot] = shades[share > last ? last : share] ?? 0;
  }
  sheet.context.putImageData(image, 0, 0);
  context.drawImage(sheet.context.canvas, 0, 0, size.width, size.height);
}

function sheetOf({ canvas }: CanvasRenderingContext2D, size: Size): Sheet | null {
  const [width, height] = [Math.round(size.width), Math.round(size.height)];
  const known = sheets.get(canvas);
  if (known !== undefined && known.image.width === width && known.image.height === height) return known;
  const paper = document.createElement('canvas');
  const context = paper.getContext('2d');
  if (context === null || width === 0 || height === 0) return null;
  paper.width = width;
  paper.height = height;
  // One row more, and one dot: the lower and the right neighbour of the last are written and never shown.
  const sheet = { shares: new Uint32Array(width * (height + 1) + 1), image: context.createImageData(width, height), context };
  sheets.set(canvas, sheet);
  return sheet;
}

/**
 * Goes along the longer side dot by dot, and divides each share between the two dots that the line passes between. What lies outside is cut off.
 */
export function addLine(
  shares: Uint32Array,
  { width, height }: Size,
  line: readonly [x1: number, y1: number, x2: number, y2: number],
): void {
  const cut = cutLine(line, width - 1, height - 1);
  if (cut === null) return;
  const isFlat = Math.abs(cut[2] - cut[0]) >= Math.abs(cut[3] - cut[1]);
  const [from, acrossFrom, to, acrossTo] = isFlat ? cut : [cut[1], cut[0], cut[3], cut[2]];
  const [along, across] = isFlat ? [1, width] : [width, 1];
  const isForth = to >= from;
  const [first, last, start, end] = isForth ? [from, to, acrossFrom, acrossTo] : [to, from, acrossTo, acrossFrom];
  const steps = Math.round(last) - Math.round(first);
  const slope = steps === 0 ? 0 : Math.round(((end - start) / (last - first)) * 65_536);
  let at = Math.round(first) * along;
  let place = Math.round(start * 65_536);
  for (let step = 0; step <= steps; step += 1) {
    const part = (place >> 8) & 255;
    const dot = at + (place >> 16) * across;
    shares[dot] = (shares[dot] ?? 0) + whole - part;
    shares[dot + across] = (shares[dot + across] ?? 0) + part;
    at += along;
    place += slope;
    if (place < 0) return;
  }
}

/** The part of a line within the sheet; null where there is none. */
function cutLine(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  right: number,
  bottom: number,
): readonly [number, number, number, number] | null {
  const [wide, high] = [x2 - x1, y2 - y1];
  let [begin, end] = [0, 1];
  for (const [towards, room] of [
    [-wide, x1],
    [wide, right - x1],
    [-high, y1],
    [high, bottom - y1],
  ] as const) {
    if (towards === 0) {
      if (room < 0) return null;
    } else if (towards < 0) begin = Math.max(begin, room / towards);
    else end = Math.min(end, room / towards);
  }
  return begin > end ? null : [x1 + begin * wide, y1 + begin * high, x1 + end * wide, y1 + end * high];
}

/** From the bare ground to that under thirty-two lines, in steps of a sixteenth of a line, as the picture's bytes want them. */
function shadesOf({ ground, line, cover }: Ink): Uint32Array {
  const [under, over] = [bytesOf(ground), bytesOf(line)];
  return Uint32Array.from({ length: linesTold * 16 + 1 }, (_, shade) => {
    const covered = 1 - (1 - cover) ** (shade / 16);
    const [red = 0, green = 0, blue = 0] = under.map((value, place) => Math.round(value + ((over[place] ?? 0) - value) * covered));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

/** Of a colour as "#1c2526". */
function bytesOf(colour: string): readonly number[] {
  return [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
}
