// SPDX-License-Identifier: Apache-2.0
/** The tiles: every code is one of ISO 3166-1, stands once, and every jurisdiction that a network may have gets a tile. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isJurisdiction } from '../../../src/kernel/index.ts';
import { columns, placesOf } from './tile-grid.ts';

describe('the world as tiles', () => {
  const drawn = placesOf([]);
  test('every tile is a jurisdiction, and stands there once', () => {
    for (const { jurisdiction } of drawn) assert.ok(isJurisdiction(jurisdiction), jurisdiction);
    assert.equal(new Set(drawn.map(({ jurisdiction }) => jurisdiction)).size, drawn.length);
  });
  test('no two tiles lie on each other, and all within the width', () => {
    const places = placesOf(['AX', 'GF', 'AX', 'PT']);
    assert.equal(new Set(places.map(({ column, row }) => `${column} ${row}`)).size, places.length);
    for (const { jurisdiction, column } of places) assert.ok(column < columns, jurisdiction);
  });
  test('every invented jurisdiction has its island, and one without a tile gets one below', () => {
    const codes = drawn.map(({ jurisdiction }) => jurisdiction);
    for (let letter = 65; letter <= 90; letter++) assert.ok(codes.includes(`X${String.fromCharCode(letter)}`));
    const below = placesOf(['AX']).find(({ jurisdiction }) => jurisdiction === 'AX');
    assert.ok((below?.row ?? 0) > Math.max(...drawn.map(({ row }) => row)));
  });
});
