// SPDX-License-Identifier: Apache-2.0
/** Events of officers' own tools around cases: who has one, who may not see it, tasks, the rota, calendar feeds, personal data. */
import type { AuditEvent } from './event.ts';

export const deskEvents = {
  'case.assigned': { sentence: 'A case was given to an officer, or taken from one.', fields: ['caseRef', 'officer'] },
  'case.linked': { sentence: 'Two cases were linked.', fields: ['caseRef', 'kind'] },
  'note.added': { sentence: 'A note was added to the file of a case.', fields: ['caseRef', 'count'] },
  'task.added': { sentence: 'A task was added.', fields: ['task', 'caseRef', 'officer'] },
  'task.changed': { sentence: 'A task was changed, ended or taken up again.', fields: ['task', 'caseRef', 'officer', 'from', 'to'] },
  'wall.raised': { sentence: 'A wall was raised around a case: only so many officers see it.', fields: ['caseRef', 'count'] },
  'wall.lifted': { sentence: 'The wall around a case was taken down.', fields: ['caseRef'] },
  'officer.recused': { sentence: 'An officer was recused from a case.', fields: ['caseRef', 'officer'] },
  'recusal.lifted': { sentence: 'The recusal of an officer from a case was ended.', fields: ['caseRef', 'officer'] },
  'rota.changed': { sentence: 'A duty or an absence was planned or taken off the rota.', fields: ['officer', 'kind', 'event'] },
  'feed.opened': { sentence: 'An officer opened a calendar feed under a secret address.', fields: ['officer', 'kind'] },
  'feed.closed': { sentence: 'An officer ended a calendar feed.', fields: ['officer'] },
  'person-request.opened': { sentence: 'What a person asked about their data was entered.', fields: ['matter', 'kind'] },
  'person-request.changed': { sentence: 'A step was taken on what a person asked about their data.', fields: ['matter', 'kind'] },
  'breach.opened': { sentence: 'A breach of personal data was entered.', fields: ['matter', 'kind'] },
  'breach.changed': { sentence: 'A step was taken on a breach of personal data.', fields: ['matter', 'kind'] },
} as const satisfies Record<string, AuditEvent>;
