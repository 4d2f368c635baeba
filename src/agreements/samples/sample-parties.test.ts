// SPDX-License-Identifier: Apache-2.0
/**
 * Invented authorities in invented jurisdictions, with identities fixed for good: for examples, wire examples and tests.
 * Nobody holds keys for them; the demonstration makes real ones at first start.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAuthorityId } from '../../seals/index.ts';
import type { Party } from '../documents/agreement-document.ts';

/** An identity that is easy to tell apart by eye; no key history leads to it. */
function identity(letters: string): string {
  return `ca1${letters.repeat(52).slice(0, 51)}a`;
}

const weekend = [0, 6];

export const sampleParties = {
  /** The securities commission of XA, one hour ahead of UTC in winter. */
  xa: {
    authorityId: identity('xa'),
    name: 'Securities Commission of XA',
    kind: 'securities-regulator',
    jurisdiction: 'XA',
    capabilities: ['files', 'records', 'statements'],
    calendar: { timeZone: 'Europe/Riga', weekend, holidays: ['2026-12-24', '2026-12-25', '2027-01-01'] },
    contact: 'International co-operation desk',
  },
  /** The financial intelligence unit of XB, which answers from its files and compels nobody. */
  xb: {
    authorityId: identity('xb'),
    name: 'Financial Intelligence Unit of XB',
    kind: 'financial-intelligence-unit',
    jurisdiction: 'XB',
    capabilities: ['files'],
    calendar: { timeZone: 'Etc/GMT-1', weekend, holidays: ['2026-11-26', '2026-12-25'] },
    contact: 'Foreign requests',
  },
  /** The market authority of XC: its week runs from Sunday to Thursday. */
  xc: {
    authorityId: identity('xc'),
    name: 'Market Authority of XC',
    kind: 'market-authority',
    jurisdiction: 'XC',
    capabilities: ['files', 'records', 'inspections'],
    calendar: { timeZone: 'Asia/Dubai', weekend: [5, 6], holidays: [] },
    contact: 'Department of foreign relations',
  },
  /** The central bank of XD, which has signed nothing. */
  xd: {
    authorityId: identity('xd'),
    name: 'Central Bank of XD',
    kind: 'central-bank',
    jurisdiction: 'XD',
    capabilities: ['files'],
    calendar: { timeZone: 'UTC', weekend, holidays: [] },
    contact: 'Payments oversight',
  },
} satisfies Readonly<Record<string, Party>>;

test('every sample party has the identity of an authority, each its own', () => {
  const ids = Object.values(sampleParties).map(({ authorityId }) => authorityId);
  assert(ids.every(isAuthorityId));
  assert.equal(new Set(ids).size, ids.length);
});
