// SPDX-License-Identifier: Apache-2.0
/** Calls of holidays: one's own and the others' holidays, and announcing one's own. */
import { queryOptions } from '@tanstack/react-query';
import { type AnnounceHolidays, calendarViewSchema } from '../../../src/negotiation/calendars/wire.ts';
import { callServer } from './call-server.ts';

export const holidaysQuery = queryOptions({
  queryKey: ['holidays'],
  queryFn: () => callServer('GET', '/api/holidays', calendarViewSchema),
});
export const announceHolidays = (given: AnnounceHolidays) =>
  callServer('POST', '/api/holidays/announcements', calendarViewSchema, { json: given });
