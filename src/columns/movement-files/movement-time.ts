// SPDX-License-Identifier: Apache-2.0
/**
 * Moments in files of movements: everything that files of market events write, and besides them days without a time (a payment's value
 * date), the slashes of a simulator, and steps counted from a day.
 *
 * A day without a time stands for its first moment in UTC, so that rows of one day keep the order of their file.
 */
import { timeMsOf } from '../venue-files/moment-text.ts';
import type { MovementTimeUnit } from './movement-mapping.ts';

/** The day that step 0 stands for. */
const stepsOriginMs = Date.UTC(2020, 0, 1);
const dayMs = 86_400_000;

/** Milliseconds since 1970, or null for what is no moment. */
export function movementTimeMs(text: string, unit: MovementTimeUnit): number | null {
  switch (unit) {
    case 'day':
      return dayOf(/^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text), '');
    case 'swift-day':
      return dayOf(/^(\d{2})(\d{2})(\d{2})$/.exec(text), '20') ?? movementTimeMs(text, 'day');
    case 'slashes':
      return slashes(text);
    case 'steps':
      return /^-?\d{1,7}$/.test(text) ? stepsOriginMs + Number(text) * dayMs : null;
    case 's':
    case 'ms':
    case 'us':
    case 'ns':
      return timeMsOf(text, unit) ?? timeMsOf(text.replace(/ UTC$/, ''), 'iso');
    case 'iso':
      return timeMsOf(text, 'iso') ?? movementTimeMs(text, 'day');
  }
}

function dayOf(match: RegExpExecArray | null, century: string): number | null {
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const ms = Date.parse(`${century}${year}-${month}-${day}T00:00:00.000Z`);
  return Number.isNaN(ms) ? null : ms;
}

function slashes(text: string): number | null {
  const match = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', minute = '', second = ':00'] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${minute}${second}.000Z`);
  return Number.isNaN(ms) ? null : ms;
}
