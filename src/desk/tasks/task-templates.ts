// SPDX-License-Identifier: Apache-2.0
/**
 * Lists of tasks for what comes up again and again, and from them the tasks of one case with their days.
 *
 * Days are working days of this authority from the day on which the list is used; the deadlines of the agreement run beside them and are
 * not changed by them. What each list asks for follows the procedure of the regulations named with it.
 */
import { addMs, addWorkingDays, type Instant, type WorkingCalendar } from '../../kernel/index.ts';
import type { TaskTemplateWire } from './wire.ts';

type Item = TaskTemplateWire['items'][number];
const item = (title: string, workingDays: number | null, details = ''): Item => ({ title, details, workingDays });

/** The list for a breach of the protection of received data; its hours are those of the agreement where these are fewer. */
export const breachListKey = 'personal-data-breach';

export const builtInTemplates: readonly TaskTemplateWire[] = [
  {
    key: 'incoming-request',
    name: 'Incoming request for assistance',
    isOwn: false,
    side: 'requested',
    // Implementing Regulation (EU) 2024/2545: acknowledge, ask for what is unclear, say what cannot be given.
    items: [
      item('Check that the request is complete and within the agreement', 2, 'What is missing is asked back, not guessed.'),
      item('Check for an investigation of our own into the same facts', 2),
      item('Check whether urgency is justified', 1),
      item('Acknowledge, with the day by which an answer is expected', 4),
      item('Identify who holds the information', 5),
      item('Gather the records, with the conditions under which each may go', 15),
      item('Have the answer reviewed by a second officer', 18),
    ],
  },
  {
    key: 'outgoing-request',
    name: 'Outgoing request for assistance',
    isOwn: false,
    side: 'requesting',
    items: [
      item('Exhaust what can be found at home, and say so in the request', null),
      item('Note the day by which the answer is needed, and why', 1),
      item('Tell the counterpart of any change in the facts', null),
      item('Give feedback on how the answer was used', null, 'Asked for by every agreement that asks for feedback.'),
    ],
  },
  {
    key: 'statement',
    name: 'Taking a statement for another authority',
    isOwn: false,
    side: 'requested',
    items: [
      item('Settle with the counterpart which rights the person is told of, and in which language', 3),
      item('Settle who attends, and who asks the questions', 3),
      item('Summon the person; arrange interpreter and record', 8),
      item('Take the statement; have it read and signed', 15),
      item('Send the record with its conditions', 18),
    ],
  },
  {
    key: breachListKey,
    name: 'Breach of personal data',
    isOwn: false,
    side: null,
    // Regulation (EU) 2016/679, articles 33 and 34.
    items: [
      item('Contain it, and keep what shows how it came about', 1),
      item('Assess the risk for the persons concerned', 1),
      { ...item('Notify the supervisory authority, or write down why not', 2), hours: 72 },
      { ...item('Notify the authorities from which the data came, as their agreements ask', 2), hours: 72 },
      item('Tell the persons concerned where the risk is high', 5),
    ],
  },
];

export interface TaskOfTemplate {
  readonly title: string;
  readonly details: string;
  readonly dueAt: Instant | null;
}

/**
 * `noticeDueAt`: until when the agreement of the case has those told who gave the data; what is counted in hours is due by then as well.
 * The days of a long weekend do not lengthen hours, nor do hours lengthen days: what ends first is when the task is due.
 */
export function tasksOf(
  template: TaskTemplateWire,
  now: Instant,
  { calendar, noticeDueAt }: { readonly calendar: WorkingCalendar; readonly noticeDueAt: Instant | null },
): TaskOfTemplate[] {
  return template.items.map(({ title, details, workingDays, hours }) => {
    const ends = [
      ...(workingDays === null ? [] : [addWorkingDays(now, workingDays, calendar)]),
      ...(hours === undefined ? [] : [addMs(now, hours * hourMs), ...(noticeDueAt === null ? [] : [noticeDueAt])]),
    ];
    return { title, details, dueAt: ends.toSorted()[0] ?? null };
  });
}

const hourMs = 3_600_000;
