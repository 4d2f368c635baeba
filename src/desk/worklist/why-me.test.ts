// SPDX-License-Identifier: Apache-2.0
/** Tests of why a case is shown and what comes next, as a table; and of the words of a search. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseInList } from '../../assistance/index.ts';
import { queryOfWords } from './words-query.ts';
import { nextSteps, type Reading, whyMe } from './why-me.ts';

const ada = { id: 'off_ada', roles: ['preparer', 'approver'] };
const reading: Reading = {
  officer: ada,
  assignee: null,
  standsInFor: [],
  isOnDuty: false,
  openTasks: 0,
  deputyTasks: 0,
  isMentioned: false,
  loans: [],
};

interface Changes {
  readonly state?: CaseInList['row']['state'];
  readonly side?: CaseInList['row']['side'];
  readonly waiting?: CaseInList['waiting'];
  readonly returnedTo?: string;
}

function listed(changes: Changes = {}): CaseInList {
  const { state = 'received', side = 'requested', waiting = null, returnedTo = null } = changes;
  const row = {
    id: 'req_1',
    side,
    counterpart: { authorityId: 'a', name: 'A', jurisdiction: 'XA', isTraining: false },
    assistance: 'information-from-files',
    purpose: null,
    class: 'normal',
    subject: 'S',
    reference: '',
    state,
    nextDeadline: { step: 'acknowledge', dueAt: '2026-11-27T22:59:59.999Z', owedBy: 'us', isOver: false },
    awaitsApproval: waiting !== null,
    updatedAt: '2026-11-20T09:00:00.000Z',
  } as CaseInList['row'];
  return { row, waiting, returnedTo, against: [], place: ['due', '2026-11-27T22:59:59.999Z', 'req_1'] };
}

describe('why a case is shown to an officer', () => {
  const waits = { kind: 'reply', preparedBy: 'off_ben' } as const;
  const rows: readonly (readonly [string, CaseInList, Partial<Reading>, readonly string[]])[] = [
    ['nobody has it, and the officer may take the next step', listed(), {}, ['nobody']],
    ['nobody has it, and the officer is on duty', listed(), { isOnDuty: true }, ['duty']],
    ['somebody else has it', listed(), { assignee: 'off_ben' }, []],
    ['the officer has it', listed(), { assignee: ada.id }, ['yours']],
    ['the officer stands in for who has it', listed(), { assignee: 'off_ben', standsInFor: ['off_ben'] }, ['deputy']],
    ['a step of another waits for an approver', listed({ waiting: waits }), { assignee: 'off_ben' }, ['approve']],
    [
      'a step of their own waits: they do not approve it',
      listed({ waiting: { ...waits, preparedBy: ada.id } }),
      { assignee: ada.id },
      ['yours'],
    ],
    ['their step was returned', listed({ returnedTo: ada.id }), { assignee: 'off_ben' }, ['returned']],
    [
      'tasks and a mention come after having it',
      listed(),
      { assignee: ada.id, openTasks: 2, isMentioned: true },
      ['yours', 'tasks', 'mentioned'],
    ],
    ['a task of one for whom the officer stands in', listed(), { assignee: 'off_cy', deputyTasks: 1 }, ['deputy-tasks']],
    ['a loan of the case is due back', listed(), { assignee: 'off_ben', loans: [{ isOver: false }] }, ['loan']],
    ['an auditor chases no loan', listed(), { officer: { id: 'off_eve', roles: ['auditor'] }, loans: [{ isOver: true }] }, []],
    ['nobody has it, and an auditor can take no step', listed(), { officer: { id: 'off_eve', roles: ['auditor'] } }, []],
  ];
  for (const [name, found, changes, expected] of rows) {
    it(`${name}: ${expected.length === 0 ? 'no reason' : expected.join(', ')}`, () => {
      assert.deepEqual(
        whyMe(found, { ...reading, ...changes }).map((why) => why.kind),
        expected,
      );
    });
  }

  it('what comes next begins with approving, then with what the other side waits for', () => {
    assert.deepEqual(nextSteps(listed(), ada).slice(0, 2), ['acknowledge', 'reply']);
    assert.deepEqual(nextSteps(listed({ waiting: waits }), ada), ['approve', 'return']);
    assert.deepEqual(nextSteps(listed({ state: 'answered' }), ada), []);
    assert.deepEqual(nextSteps(listed({ side: 'requesting' }), ada), [], 'whoever waits for the other side has nothing to do next');
  });
});

describe('the words of a search', () => {
  for (const [typed, expected] of [
    ['Northwind pump', "'northwind':* & 'pump':*"],
    ['XA-ENF-2026-118', "'xa':* & 'enf':* & '2026':* & '118':*"],
    ["o'brien & !evil | (x)", "'o':* & 'brien':* & 'evil':* & 'x':*"],
    ['Żółw', "'żółw':*"],
    [' - & ', null],
  ] as const) {
    it(`"${typed}" asks for ${expected ?? 'nothing'}`, () => assert.equal(queryOfWords(typed), expected));
  }
});
