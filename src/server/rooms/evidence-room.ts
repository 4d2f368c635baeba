// SPDX-License-Identifier: Apache-2.0
/** What room evidence is given of the others, and its loans as clocks of the calendar. */
import type { AssistanceDeps, NamedAuthority } from '../../assistance/index.ts';
import type { ClockSource } from '../../desk/index.ts';
import { type EvidenceDeps, loansDue } from '../../evidence/index.ts';
import { findEdition } from '../../findings/index.ts';
import { ownLog } from './assistance-deps.ts';
import type { WiringInput } from './wiring-input.ts';

export function evidenceDeps(input: WiringInput, assistance: AssistanceDeps, { records }: Pick<EvidenceDeps, 'records'>): EvidenceDeps {
  return { assistance, records, ...ownLog(input), findEdition, keyHistory: () => input.files.history };
}

/** Whoever has it owes it back: to us, or we to whoever lent it to us. */
export function loanClocks({ authorityNames }: Pick<AssistanceDeps, 'authorityNames'>): ClockSource {
  return async (db, { now, ...span }) => {
    const loans = await loansDue(db, span);
    const names = await authorityNames(db, [...new Set(loans.map(({ counterpart }) => counterpart))]);
    return loans.map(({ id, caseId, title, dueAt, to, counterpart, owedBy }) => ({
      id: `${id}-loan`,
      kind: 'loan' as const,
      step: 'loan',
      title: `${title} (${to})`,
      dueAt,
      owedBy,
      isOver: dueAt < now,
      caseId,
      counterpart: named(names.get(counterpart)),
      clause: null,
      assignee: null,
    }));
  };
}

function named(found: NamedAuthority | undefined): { readonly name: string; readonly jurisdiction: string } | null {
  return found === undefined ? null : { name: found.name, jurisdiction: found.jurisdiction };
}
