// SPDX-License-Identifier: Apache-2.0
/** Which part of a picture is seen, and what lies under a point of it. */
import { type View, zoomMax, zoomMin } from './draw-picture.ts';
import { boxHeight, boxWidth } from './lay-picture.ts';
import type { Placed } from './picture-state.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const margin = 40;

/** All of it, as large as there is room, and never larger than life. */
export function wholeView(parties: readonly Placed[], { width, height }: Size): View {
  const { left, top, right, bottom } = extentOf(parties);
  const zoom = clamp(Math.min(1, width / (right - left + margin * 2), height / (bottom - top + margin * 2)));
  return { zoom, x: (left + right) / 2 - width / zoom / 2, y: (top + bottom) / 2 - height / zoom / 2 };
}

export function extentOf(parties: readonly Placed[]) {
  let [left, top, right, bottom] = [0, 0, boxWidth, boxHeight];
  for (const [index, { x, y }] of parties.entries()) {
    left = index === 0 ? x : Math.min(left, x);
    top = index === 0 ? y : Math.min(top, y);
    right = index === 0 ? x + boxWidth : Math.max(right, x + boxWidth);
    bottom = index === 0 ? y + boxHeight : Math.max(bottom, y + boxHeight);
  }
  return { left, top, right, bottom };
}

/** Nearer or further, with the point under the pointer staying where it is. */
export function zoomed(view: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const zoom = clamp(view.zoom * factor);
  return { zoom, x: view.x + at.x / view.zoom - at.x / zoom, y: view.y + at.y / view.zoom - at.y / zoom };
}

/** The uppermost party under a point of the screen; null where there is none. */
export function partyAt(parties: readonly Placed[], view: View, at: { readonly x: number; readonly y: number }): Placed | null {
  const [x, y] = [view.x + at.x / view.zoom, view.y + at.y / view.zoom];
  return parties.findLast((party) => x >= party.x && x <= party.x + boxWidth && y >= party.y && y <= party.y + boxHeight) ?? null;
}

function clamp(zoom: number): number {
  return Math.max(zoomMin, Math.min(zoomMax, zoom));
}
