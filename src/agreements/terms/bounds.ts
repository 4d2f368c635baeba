// SPDX-License-Identifier: Apache-2.0
/**
 * Bounds: what some terms take away whatever the others allow. A party that is committed and not yet able takes no part; powers are
 * declared beside those in the list of parties; nobody learns of a suspicious-transaction report whom the agreement does not name.
 *
 * Each is a restriction, so of several terms all hold.
 */
import type { AgreementDocument } from '../documents/agreement-document.ts';
import type { AlertTelling, Capability } from './vocabulary.ts';
import type { TermWire, VerdictWire } from '../wire.ts';

type ClauseRef = NonNullable<VerdictWire['governing']>;

type TermOf<Kind extends TermWire['kind']> = Extract<TermWire, { kind: Kind }>;
export type ExerciseMode = TermOf<'powers'>['mode'];

export interface Bounds {
  /** Parties that are committed to the agreement and cannot carry it out yet, each with its clause. */
  readonly notAble: ReadonlyMap<string, ClauseRef>;
  /** How a party uses a power for others, by party and power. */
  readonly powers: ReadonlyMap<string, ReadonlyMap<Capability, { readonly mode: ExerciseMode; readonly clause: ClauseRef }>>;
  /** The clause by which a party asks for itself alone; null where none says so. */
  readonly forItselfOnly: ClauseRef | null;
  /** The clause by which each holder consents before an answer goes on to the authority for whom it was asked. */
  readonly consentOfEachHolder: ClauseRef | null;
  /** The party that only plays an authority, with the clause that says so; null where every party is real. */
  readonly training: { readonly party: string; readonly clause: ClauseRef } | null;
  /** Each clause on who may learn that a report exists, with the kinds of authority that may. */
  readonly reportSecrecy: readonly { readonly mayReach: ReadonlySet<string>; readonly clause: ClauseRef }[];
  /** Each clause on what may be told of an alert. */
  readonly jointAlerts: readonly { readonly mayTell: ReadonlySet<AlertTelling>; readonly clause: ClauseRef }[];
}

export function boundsOf(document: AgreementDocument, clauseRef: (clause: string) => ClauseRef): Bounds {
  const terms = <Kind extends TermWire['kind']>(kind: Kind) => document.terms.filter((term): term is TermOf<Kind> => term.kind === kind);
  const notAble = new Map<string, ClauseRef>();
  for (const { parties, status, clause } of terms('party-status')) {
    if (status !== 'able') for (const party of parties) if (!notAble.has(party)) notAble.set(party, clauseRef(clause));
  }
  const onBehalf = terms('on-behalf');
  const alone = onBehalf.find(({ of }) => of === 'nobody');
  const consenting = onBehalf.find(({ needsConsentOfEachHolder }) => needsConsentOfEachHolder);
  const [training] = terms('training');
  return {
    notAble,
    training: training === undefined ? null : { party: training.party, clause: clauseRef(training.clause) },
    powers: powersOf(terms('powers'), clauseRef),
    forItselfOnly: alone === undefined ? null : clauseRef(alone.clause),
    consentOfEachHolder: consenting === undefined ? null : clauseRef(consenting.clause),
    reportSecrecy: terms('report-secrecy').map(({ mayReach, clause }) => ({
      mayReach: new Set<string>(mayReach),
      clause: clauseRef(clause),
    })),
    jointAlerts: terms('joint-alerts').map(({ mayTell, clause }) => ({ mayTell: new Set(mayTell), clause: clauseRef(clause) })),
  };
}

function powersOf(terms: readonly TermOf<'powers'>[], clauseRef: (clause: string) => ClauseRef): Bounds['powers'] {
  const found = new Map<string, Map<Capability, { readonly mode: ExerciseMode; readonly clause: ClauseRef }>>();
  for (const { parties, capabilities, mode, clause } of terms) {
    for (const party of parties) {
      const own = found.get(party) ?? new Map<Capability, { readonly mode: ExerciseMode; readonly clause: ClauseRef }>();
      for (const capability of capabilities) if (!own.has(capability)) own.set(capability, { mode, clause: clauseRef(clause) });
      found.set(party, own);
    }
  }
  return found;
}
