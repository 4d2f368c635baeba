// SPDX-License-Identifier: Apache-2.0
/**
 * Draws the canvas: arrows below, parties above. Only what lies in sight is drawn, and names, amounts and heads of arrows only where they are
 * large enough to be read, so that two thousand parties move as smoothly as twenty.
 */
import { type Arrow, middleOf, shortName, widthOf } from './arrows.ts';
import { drawHairLines } from './hair-lines.ts';
import { boxHeight, boxWidth } from './lay-picture.ts';
import type { Seen } from './picture-state.ts';

/** Which part is seen: the point of the picture at the top left, and pixels for one of its units. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Drawing {
  readonly parties: readonly Seen[];
  readonly arrows: readonly Arrow[];
  /** Movements with parties that are not on the canvas. */
  readonly elsewhere: ReadonlyMap<string, number>;
  readonly selected: string | null;
  /** Payer and payee of each step of a way, that stand out. */
  readonly way: ReadonlySet<string>;
  readonly view: View;
  readonly width: number;
  readonly height: number;
}

export const zoomMin = 0.015;
export const zoomMax = 2.5;
const wordsFrom = 0.45;
const headsFrom = 0.3;
/** More amounts than these in sight would be a carpet; then those of the selected party and of the way are written. */
const amountsMax = 150;
/** With more arrows in sight than these they are hair lines, straight and without heads: bows cost several times as much, and none is made out. */
const bowsMax = 800;

export function wayKey(from: string, to: string): string {
  return `${from}\u0000${to}`;
}

export function drawPicture(canvas: HTMLCanvasElement, drawing: Drawing, density: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { view, width, height } = drawing;
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  // To set the size, even to the same, throws the surface away: costly on every frame.
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const colours = coloursOf(canvas);
  context.setTransform(density, 0, 0, density, 0, 0);
  const scale = density * view.zoom;
  const seen = drawing.arrows.filter((arrow) => isSeen(arrow, drawing));
  const isMany = seen.length > bowsMax;
  if (isMany) {
    // The more there are, the paler each: where many run together is what can be seen of them.
    const cover = Math.min(0.5, 600 / seen.length);
    drawHairLines(context, seen, { width, height }, { ...view, scale: view.zoom }, { ground: colours.ground, line: colours.quiet, cover });
  } else {
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, width, height);
  }
  context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  drawArrows(context, drawing, { seen, isMany, colours });
  drawParties(context, drawing, colours);
}

interface Colours {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly box: string;
  readonly chosen: string;
  readonly way: string;
}

function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas);
  const named = (name: string): string => style.getPropertyValue(`--canvas-${name}`).trim();
  return {
    ground: named('ground'),
    text: named('text'),
    quiet: named('quiet'),
    box: named('box'),
    chosen: named('chosen'),
    way: named('way'),
  };
}

function isSeen({ curve: [x1, y1, cx1, , , , x2, y2] }: Arrow, { view, width, height }: Drawing): boolean {
  const right = view.x + width / view.zoom;
  const bottom = view.y + height / view.zoom;
  return Math.max(x1, x2, cx1) >= view.x && Math.min(x1, x2) <= right && Math.max(y1, y2) >= view.y && Math.min(y1, y2) <= bottom;
}

function drawArrows(
  context: CanvasRenderingContext2D,
  { selected, way, view }: Drawing,
  { seen, isMany, colours }: { readonly seen: readonly Arrow[]; readonly isMany: boolean; readonly colours: Colours },
): void {
  const isChosen = ({ from, to }: Arrow): boolean => from.name === selected || to.name === selected;
  const isWay = ({ from, to }: Arrow): boolean => way.has(wayKey(from.name, to.name));
  const plain = isMany ? [] : seen.filter((arrow) => !isChosen(arrow) && !isWay(arrow));
  // One stroke for all of one width: a stroke for each would cost more than its line.
  context.strokeStyle = colours.quiet;
  context.globalAlpha = selected === null && way.size === 0 ? 0.75 : 0.5;
  for (const [width, group] of Map.groupBy(plain, (arrow) => Math.round(widthOf(arrow) * 2) / 2)) {
    context.lineWidth = width;
    context.beginPath();
    for (const { curve } of group) addCurve(context, curve);
    context.stroke();
  }
  if (view.zoom >= headsFrom) drawHeads(context, plain, colours.quiet);
  context.globalAlpha = 1;
  for (const [colour, group] of [
    [colours.chosen, seen.filter((arrow) => isChosen(arrow) && !isWay(arrow))],
    [colours.way, seen.filter(isWay)],
  ] as const) {
    context.strokeStyle = colour;
    for (const arrow of group) {
      context.lineWidth = widthOf(arrow) + 0.8;
      context.beginPath();
      addCurve(context, arrow.curve);
      context.stroke();
    }
    if (view.zoom >= headsFrom) drawHeads(context, group, colour);
  }
  if (view.zoom < wordsFrom) return;
  const told = seen.length <= amountsMax ? seen : seen.filter((arrow) => isChosen(arrow) || isWay(arrow)).slice(0, amountsMax);
  drawAmounts(context, told, colours);
}

function addCurve(context: CanvasRenderingContext2D, [x1, y1, cx1, cy1, cx2, cy2, x2, y2]: Arrow['curve']): void {
  context.moveTo(x1, y1);
  context.bezierCurveTo(cx1, cy1, cx2, cy2, x2, y2);
}

function drawHeads(context: CanvasRenderingContext2D, arrows: readonly Arrow[], colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  for (const {
    curve: [, , , , cx2, , x2, y2],
  } of arrows) {
    const back = cx2 < x2 ? -9 : 9;
    context.moveTo(x2, y2);
    context.lineTo(x2 + back, y2 - 4.5);
    context.lineTo(x2 + back, y2 + 4.5);
    context.closePath();
  }
  context.fill();
}

function drawAmounts(context: CanvasRenderingContext2D, arrows: readonly Arrow[], colours: Colours): void {
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { curve, label } of arrows) {
    const [x, y] = middleOf(curve);
    const width = context.measureText(label).width + 6;
    context.fillStyle = colours.ground;
    context.fillRect(x - width / 2, y - 7, width, 14);
    context.fillStyle = colours.text;
    context.fillText(label, x, y);
  }
}

/** A name with a claim below it, both in the box. */
const nameOverClaim = 10;
const claimBelow = 22.5;
/** A note may reach into the gap to the next column, and not to the amounts in its middle. */
const noteWidth = boxWidth + 22;

function drawParties(context: CanvasRenderingContext2D, drawing: Drawing, colours: Colours): void {
  const { parties, elsewhere, selected, view, width, height } = drawing;
  const [right, bottom] = [view.x + width / view.zoom, view.y + height / view.zoom];
  const hasWords = view.zoom >= wordsFrom;
  context.textBaseline = 'middle';
  for (const { name, x, y, note, claim = '' } of parties) {
    if (x > right || x + boxWidth < view.x || y > bottom || y + boxHeight + 16 < view.y) continue;
    const isChosen = name === selected;
    context.fillStyle = hasWords ? colours.ground : colours.box;
    context.strokeStyle = isChosen ? colours.chosen : colours.box;
    context.lineWidth = isChosen ? 3 : 1.4;
    context.fillRect(x, y, boxWidth, boxHeight);
    if (hasWords || isChosen) context.strokeRect(x, y, boxWidth, boxHeight);
    if (!hasWords) continue;
    context.font = '12px system-ui, sans-serif';
    context.fillStyle = colours.text;
    const more = elsewhere.get(name) ?? 0;
    context.textAlign = 'left';
    context.fillText(shortName(name), x + 8, y + (claim === '' ? boxHeight / 2 : nameOverClaim) + 0.5);
    if (more > 0) {
      context.textAlign = 'right';
      context.fillStyle = colours.quiet;
      context.font = '11px system-ui, sans-serif';
      context.fillText(`+${more}`, x + boxWidth - 6, y + (claim === '' ? boxHeight / 2 : nameOverClaim) + 0.5);
    }
    if (claim !== '') {
      context.textAlign = 'left';
      context.fillStyle = colours.quiet;
      context.font = '10px system-ui, sans-serif';
      context.fillText(shortened(context, claim, boxWidth - 14), x + 8, y + claimBelow);
    }
    if (note === '') continue;
    context.textAlign = 'left';
    context.fillStyle = colours.way;
    context.font = 'italic 11px system-ui, sans-serif';
    context.fillText(shortened(context, note, noteWidth), x + 2, y + boxHeight + 8);
  }
}

/** As much of a text as finds room; the tables have all of it. */
function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const letters = Math.floor((text.length * room) / context.measureText(text).width);
  return `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
