// SPDX-License-Identifier: Apache-2.0
/**
 * Draws one instrument over time: resting size as colour, best prices as lines, trades as dots, own orders as bars from their placing to
 * their end, own fills as triangles, and the cursor with what lies behind it veiled.
 */
import type { AlertReviewWire, MarketPictureWire, MarkWire } from '../../../src/surveillance/wire.ts';
import { momentAfter, unitText } from './units.ts';

export const axisWidth = 64;
const axisHeight = 20;

interface Drawing {
  readonly picture: MarketPictureWire;
  readonly review: Pick<AlertReviewWire, 'from' | 'stepMs' | 'steps'>;
  readonly marks: readonly MarkWire[];
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
}

interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly x: (ms: number) => number;
  readonly y: (price: number) => number;
  readonly right: number;
  readonly bottom: number;
}

export function timeAt(offset: number, width: number, { stepMs, steps }: Pick<AlertReviewWire, 'stepMs' | 'steps'>): number {
  return Math.max(0, Math.min(1, (offset - axisWidth) / (width - axisWidth))) * stepMs * steps;
}

export function drawMarket(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { picture, review, width, height, atMs } = drawing;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const density = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  const lengthMs = review.stepMs * review.steps;
  const bottom = height - axisHeight;
  const top = picture.priceFrom + picture.bands * picture.priceBand;
  const frame: Frame = {
    context,
    colours: coloursOf(canvas),
    x: (ms) => axisWidth + (Math.max(0, Math.min(lengthMs, ms)) / lengthMs) * (width - axisWidth),
    y: (price) => bottom - ((price + 0.5 - picture.priceFrom) / (top - picture.priceFrom)) * bottom,
    right: width,
    bottom,
  };
  drawBooks(frame, drawing);
  drawBest(frame, drawing);
  drawAxes(frame, drawing);
  context.save();
  context.beginPath();
  context.rect(axisWidth, 0, width - axisWidth, bottom);
  context.clip();
  drawTrades(frame, picture);
  drawOrders(frame, picture, lengthMs);
  drawMarks(frame, drawing.marks);
  context.restore();
  drawCursor(frame, atMs);
}

interface Colours {
  readonly text: string;
  readonly line: string;
  readonly veil: string;
  readonly bids: string;
  readonly asks: string;
  readonly own: string;
  readonly evidence: string;
  readonly bought: string;
  readonly sold: string;
  readonly trade: string;
}

function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas);
  const named = (name: string): string => style.getPropertyValue(`--market-${name}`).trim();
  return {
    text: named('text'),
    line: named('line'),
    veil: named('veil'),
    bids: named('bids'),
    asks: named('asks'),
    own: named('own'),
    evidence: named('evidence'),
    bought: named('bought'),
    sold: named('sold'),
    trade: named('trade'),
  };
}

function drawBooks({ context, colours, x, bottom }: Frame, { picture, review }: Drawing): void {
  const most = Math.max(1, ...picture.bids.flat(), ...picture.asks.flat());
  const bandHeight = bottom / picture.bands;
  for (const [side, colour] of [
    [picture.bids, colours.bids],
    [picture.asks, colours.asks],
  ] as const) {
    context.fillStyle = colour;
    for (const [step, row] of side.entries()) {
      const [from, until] = [x(step * review.stepMs), x((step + 1) * review.stepMs)];
      for (const [band, size] of row.entries()) {
        if (size <= 0) continue;
        // By the logarithm: a wall of a hundred lots stands out and ten lots are still seen.
        context.globalAlpha = 0.08 + 0.72 * (Math.log1p(size) / Math.log1p(most)) ** 3;
        context.fillRect(from, bottom - (band + 1) * bandHeight, until - from + 0.5, bandHeight + 0.5);
      }
    }
  }
  context.globalAlpha = 1;
}

function drawBest({ context, colours, x, y }: Frame, { picture, review }: Drawing): void {
  context.lineWidth = 1.2;
  for (const [prices, colour] of [
    [picture.bestBid, colours.bids],
    [picture.bestAsk, colours.asks],
  ] as const) {
    context.strokeStyle = colour;
    context.beginPath();
    let isDown = false;
    for (const [step, price] of prices.entries()) {
      if (price === null) {
        isDown = false;
        continue;
      }
      const place = [x(step * review.stepMs), y(price)] as const;
      if (isDown) context.lineTo(...place);
      else context.moveTo(...place);
      context.lineTo(x((step + 1) * review.stepMs), y(price));
      isDown = true;
    }
    context.stroke();
  }
}

const priceLines = 6;
const timeLines = 5;

function drawAxes({ context, colours, x, y, right, bottom }: Frame, { picture, review }: Drawing): void {
  context.font = '11px system-ui, sans-serif';
  context.fillStyle = colours.text;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let line = 0; line < priceLines; line += 1) {
    const band = Math.round(((line + 0.5) / priceLines) * picture.bands);
    const price = picture.priceFrom + band * picture.priceBand;
    context.fillText(unitText(price, picture.priceDecimals), axisWidth - 8, y(price));
    context.globalAlpha = 0.5;
    context.beginPath();
    context.moveTo(axisWidth, Math.round(y(price)) + 0.5);
    context.lineTo(right, Math.round(y(price)) + 0.5);
    context.stroke();
    context.globalAlpha = 1;
  }
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  const lengthMs = review.stepMs * review.steps;
  for (let line = 0; line < timeLines; line += 1) {
    const ms = ((line + 0.5) / timeLines) * lengthMs;
    context.fillText(momentAfter(review.from, ms).slice(11, lengthMs < 30_000 ? 23 : 19), x(ms), bottom + axisHeight - 3);
  }
  context.strokeRect(axisWidth + 0.5, 0.5, right - axisWidth - 1, bottom - 1);
}

function drawTrades({ context, colours, x, y }: Frame, { trades }: MarketPictureWire): void {
  const most = Math.max(1, ...trades.map(({ size }) => size));
  context.fillStyle = colours.trade;
  for (const { atMs, price, size, isOwn } of trades) {
    if (isOwn) continue;
    context.globalAlpha = 0.55;
    context.beginPath();
    context.arc(x(atMs), y(price), 1 + 2.5 * Math.sqrt(size / most), 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

function drawOrders({ context, colours, x, y }: Frame, { orders }: MarketPictureWire, lengthMs: number): void {
  for (const order of orders) {
    const [from, until] = [x(order.placedMs), x(order.endedMs ?? lengthMs)];
    context.strokeStyle = order.isEvidence ? colours.evidence : colours.own;
    context.lineWidth = order.isEvidence ? 3 : 1.6;
    context.beginPath();
    context.moveTo(from, y(order.price));
    context.lineTo(Math.max(until, from + 2), y(order.price));
    context.stroke();
    if (order.endedMs === null || order.filled >= order.size) continue;
    context.lineWidth = 1.4;
    context.beginPath();
    context.moveTo(until, y(order.price) - 4);
    context.lineTo(until, y(order.price) + 4);
    context.stroke();
  }
}

const signSize = 5.5;

function drawMarks({ context, colours, x, y }: Frame, marks: readonly MarkWire[]): void {
  for (const { atMs, price, kind, isEvidence } of marks) {
    if (kind !== 'bought' && kind !== 'sold') continue;
    const up = kind === 'bought' ? 1 : -1;
    const [centre, middle] = [x(atMs), y(price) + up * 4];
    context.beginPath();
    context.moveTo(centre, middle - up * signSize);
    context.lineTo(centre - signSize, middle + up * signSize);
    context.lineTo(centre + signSize, middle + up * signSize);
    context.closePath();
    context.fillStyle = kind === 'bought' ? colours.bought : colours.sold;
    context.fill();
    context.lineWidth = isEvidence ? 1.5 : 0.5;
    context.strokeStyle = colours.text;
    context.stroke();
  }
}

function drawCursor({ context, colours, x, right, bottom }: Frame, atMs: number): void {
  const at = x(atMs);
  context.fillStyle = colours.veil;
  context.fillRect(at, 1, right - at, bottom - 2);
  context.strokeStyle = colours.text;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, bottom);
  context.stroke();
}
