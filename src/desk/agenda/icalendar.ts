// SPDX-License-Identifier: Apache-2.0
/**
 * Clocks as an iCalendar file (RFC 5545), for the calendar program on an officer's table or telephone.
 *
 * It says that something falls due and when, and where to look: never about whom or what a case is, nor with which authority, since a
 * calendar program keeps and passes on what it reads. The day of a deadline ends in the time zone of the authority that owes it; an event
 * therefore stands at the very moment, in UTC, and every program shows it in its own zone.
 *
 *     BEGIN:VEVENT
 *     UID:req_06f...-reply@xb.example
 *     DTSTART:20261127T225959Z
 *     SUMMARY:Due: reply
 *     URL:https://xb.example/cases/req_06f...
 *     END:VEVENT
 */
import type { Instant } from '../../kernel/index.ts';
import type { ClockWire } from './wire.ts';

/** Bytes of a line before it is folded, as the standard has it. */
const lineBytesMax = 75;

export function icalendarOf(clocks: readonly ClockWire[], given: { readonly now: Instant; readonly publicUrl: string }): string {
  const host = new URL(given.publicUrl).host;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Comity//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Comity',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...clocks.flatMap((clock) => eventLines(clock, { ...given, host })),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(clock: ClockWire, given: { readonly now: Instant; readonly publicUrl: string; readonly host: string }): string[] {
  const place = clock.caseId === null ? '/calendar' : `/cases/${encodeURIComponent(clock.caseId)}`;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(clock.id)}@${given.host}`,
    `DTSTAMP:${basic(given.now)}`,
    `DTSTART:${basic(clock.dueAt)}`,
    `SUMMARY:${escaped(`${clock.owedBy === 'us' ? 'Due' : 'Due from the other side'}: ${clock.step.replaceAll('-', ' ')}`)}`,
    `URL:${given.publicUrl}${place}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Deadline',
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** `2026-11-27T22:59:59.999Z` as `20261127T225959Z`. */
function basic(moment: string): string {
  return `${moment.slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Cut between characters, never inside one; each further line begins with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > lineBytesMax) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
