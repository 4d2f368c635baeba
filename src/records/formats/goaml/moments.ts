// SPDX-License-Identifier: Apache-2.0
/**
 * The moments of goAML: `2026-03-04T10:02:11`, without a zone, on the clock of the authority. Midnight exactly means: the day is
 * known, the hour is not.
 *
 *     goamlMoment('2026-03-04T10:02:11', '+04:00')   // '2026-03-04T06:02:11.000Z'
 *     goamlMoment('2026-03-04T00:00:00', '+04:00')   // '2026-03-04'
 *     goamlWritten('2026-03-04T06:02:11.000Z', '+04:00')
 */
import { instantFromMs } from '../../../kernel/index.ts';

/** Our moment or day; text that is none is handed on, and the judge of bodies says why. */
export function goamlMoment(text: string, utcOffset: string): string {
  const [day = '', time = '00:00:00'] = text.split('T');
  if (/^00:00:00(\.0+)?$/.test(time)) return day;
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(time);
  const ms = Date.parse(`${day}T${time}${hasZone ? '' : utcOffset}`);
  return Number.isNaN(ms) ? text : instantFromMs(ms);
}

/** Our moment or day on the authority's clock. */
export function goamlWritten(text: string, utcOffset: string): string {
  if (!text.includes('T')) return `${text}T00:00:00`;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(utcOffset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return instantFromMs(Date.parse(text) + shift).slice(0, 19);
}
