// SPDX-License-Identifier: Apache-2.0
/**
 * Calls of cases behind their walls: every call of rooms assistance, freezing, gathering, evidence and training that names a case or
 * a step first asks whether there is such a case for the calling officer. It stands around the calls and not in them, so that none can
 * be added that forgets to ask.
 *
 * A step's case is looked up; from the list of cases those are taken that the officer may not see.
 */
import { caseIdOfStep } from '../../assistance/index.ts';
import type { CallDefinition, Database } from '../../kernel/index.ts';
import { hiddenAmong, isHidden } from './store.ts';

const ofCase = /^\/api\/(?:assistance\/(?:cases|drafts)|freezing\/orders|gathering\/orders|evidence\/cases|training\/cases)\/:id(?:\/|$)/;
const ofStep = /^\/api\/assistance\/steps\/:id(?:\/|$)/;

/** Lists of cases, by the name under which a row of them has its case. */
const lists: ReadonlyMap<string, 'id' | 'caseId'> = new Map([
  ['/api/assistance/cases', 'id'],
  ['/api/freezing/orders', 'caseId'],
  ['/api/gathering/orders', 'caseId'],
]);

/** Notes of oral requests: each of their calls answers all of them, and one joins a note to a case that it names. */
const oralRequests = '/api/assistance/oral-requests';

export function behindWalls(db: Database, calls: readonly CallDefinition[]): CallDefinition[] {
  return calls.map((call) => {
    if (call.path.startsWith(oralRequests)) return withoutHidden(db, namingNoHidden(db, call), 'caseId');
    const name = call.method === 'GET' ? lists.get(call.path) : undefined;
    if (name !== undefined) return withoutHidden(db, call, name);
    return ofCase.test(call.path) || ofStep.test(call.path) ? guarded(db, call) : call;
  });
}

/** A case that is hidden is answered for as one that is not there. */
function namingNoHidden(db: Database, call: CallDefinition): CallDefinition {
  return {
    ...call,
    handle: async (input) => {
      const { caseId } = (input.body ?? {}) as { readonly caseId?: string };
      const isNamed = caseId !== undefined && input.officer !== null;
      if (isNamed && (await isHidden(db, input.officer.id, caseId))) return call.handle({ ...input, body: { caseId: '' } });
      return call.handle(input);
    },
  };
}

function withoutHidden(db: Database, call: CallDefinition, name: 'id' | 'caseId'): CallDefinition {
  return {
    ...call,
    handle: async (input) => {
      const answer = await call.handle(input);
      if (answer.kind !== 'json' || input.officer === null) return answer;
      const { rows, ...rest } = answer.value as { readonly rows: readonly { readonly [Name in 'id' | 'caseId']?: string }[] };
      const hidden = await hiddenAmong(
        db,
        input.officer.id,
        rows.flatMap((row) => row[name] ?? []),
      );
      return { ...answer, value: { ...rest, rows: rows.filter((row) => !hidden.has(row[name] ?? '')) } };
    },
  };
}

function guarded(db: Database, call: CallDefinition): CallDefinition {
  const isOfStep = ofStep.test(call.path);
  return {
    ...call,
    handle: async (input) => {
      const { id } = input.params as { id: string };
      const caseId = isOfStep ? await caseIdOfStep(db, id) : id;
      if (caseId !== null && input.officer !== null && (await isHidden(db, input.officer.id, caseId))) return { kind: 'absent' };
      return call.handle(input);
    },
  };
}
