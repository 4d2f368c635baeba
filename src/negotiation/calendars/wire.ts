// SPDX-License-Identifier: Apache-2.0
/** The calendar of one's own authority and of the parties of its agreements, as the workplace sees them. */
import { z } from 'zod';
import { day } from '../../kernel/wire.ts';

export const announceHolidaysSchema = z.strictObject({
  /** From this day on the list holds; days before keep what held for them. */
  from: day,
  /** Every holiday from that day on: what is not in the list is worked. */
  holidays: z.array(day).max(400),
});
export type AnnounceHolidays = z.infer<typeof announceHolidaysSchema>;

export const calendarViewSchema = z.strictObject({
  /** The day that it is now where the authority works. */
  today: z.string(),
  timeZone: z.string(),
  weekend: z.array(z.int()),
  holidays: z.array(z.string()),
  announcements: z.array(z.strictObject({ from: z.string(), days: z.int(), at: z.string() })),
  others: z.array(
    z.strictObject({
      authorityId: z.string(),
      name: z.string(),
      jurisdiction: z.string(),
      timeZone: z.string(),
      weekend: z.array(z.int()),
      holidays: z.array(z.string()),
      /** When it announced them; null while they are those that it signed. */
      announcedAt: z.string().nullable(),
    }),
  ),
});
export type CalendarWire = z.infer<typeof calendarViewSchema>;
