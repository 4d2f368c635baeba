// SPDX-License-Identifier: Apache-2.0
/**
 * An alert that spans venues of several authorities: our own part and what others told of theirs, joined on one clock.
 *
 *     ours            from the file in which the alert was found
 *     XA              request req_..., answered twice: the later part stands; under 2 conditions
 *     XB              request req_..., refused: dark
 *
 * The newest word of an authority stands, whatever it told before: a part that was corrected or withdrawn, or whose conditions no longer let it
 * be read, is gone from the picture, and the picture says so. A case behind a wall is not there for the officer, and neither is its part.
 */
import { noteAudit } from '../../audit/index.ts';
import { type LegAnswer, type LegCase, legsOfAlert } from '../../assistance/index.ts';
import type { AlertPartWire } from '../../assistance/wire.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { joinAlertParts, type PlacedPart } from '../../surveillance/index.ts';
import type { JointAlertWire } from '../../surveillance/wire.ts';
import { type AlertRow, alertOfLead } from '../alerts/store.ts';
import { absent, type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { ownPart } from './ask-other-leg.ts';
import type { LegRowWire, LegState } from './leg-wire.ts';
import type { JointDetailWire } from './wire.ts';

const ended: ReadonlySet<LegCase['state']> = new Set(['refused', 'upheld', 'withdrawn', 'lapsed', 'not-delivered', 'impossible']);

interface Leg {
  readonly authority: string;
  readonly newest: LegCase;
  /** The newest word; null where none came. */
  readonly word: LegAnswer | null;
  readonly earlier: number;
}

/** Authorities that were asked, with the newest word of each. */
async function legsOf(db: Database, deps: FindingsDeps, alert: string, by: By): Promise<readonly Leg[]> {
  const cases = await legsOfAlert(db, { self: deps.assistance.self, now: by.now }, alert, 'requesting');
  const ids = cases.map(({ id }) => id);
  const hidden = await deps.hiddenCases(db, by.officer, ids);
  const seen = cases.filter(({ id }) => !hidden.has(id));
  return [...Map.groupBy(seen, ({ counterpart }) => counterpart)].flatMap(([authority, own]): Leg[] => {
    const answers = own.flatMap(({ answers: told }) => told);
    const newest = own.at(-1);
    return newest === undefined ? [] : [{ authority, newest, word: answers.at(-1) ?? null, earlier: Math.max(0, answers.length - 1) }];
  });
}

type NameOf = (id: string) => LegRowWire['authority'];

async function namesOf(db: Database, deps: FindingsDeps, ids: readonly string[]): Promise<NameOf> {
  const names = await deps.assistance.authorityNames(db, ids);
  return (id) => ({ id, name: id === deps.assistance.self ? deps.ownName : (names.get(id)?.name ?? id) });
}

/** The requests for the other leg of an alert, and how each stands; for the page of the alert. */
export async function legRows(db: Database, deps: FindingsDeps, alert: string, by: By): Promise<LegRowWire[]> {
  const legs = await legsOf(db, deps, alert, by);
  const nameOf = await namesOf(
    db,
    deps,
    legs.map(({ authority }) => authority),
  );
  return legs.map((leg) => rowOf(leg, nameOf));
}

function rowOf({ authority, newest, word, earlier }: Leg, nameOf: NameOf): LegRowWire {
  const answer = word?.answer ?? null;
  const state: LegState =
    word === null
      ? ended.has(newest.state)
        ? 'refused'
        : 'not-answered'
      : answer === null
        ? 'not-readable'
        : answer.kind === 'withdrawn'
          ? 'withdrawn'
          : 'told';
  return {
    authority: nameOf(authority),
    state,
    caseId: newest.id,
    caseState: newest.state,
    toldAt: word?.at ?? null,
    dispatch: word?.dispatch ?? null,
    conditions: [...(word?.conditions ?? [])],
    earlier,
    reasons: answer?.kind === 'withdrawn' ? [answer.reason] : [...(word?.withheld ?? [])],
  };
}

export async function jointAlert(deps: FindingsDeps, lead: string, by: By): Promise<Outcome<JointDetailWire>> {
  const { database: db } = deps;
  const alert = await alertOfLead(db, lead);
  const own = alert === null ? null : await ownPart(deps, alert);
  if (alert === null || own === null) return absent;
  if (!own.ok) return { kind: 'issues', issues: own.issues };
  const { self } = deps.assistance;
  const legs = await legsOf(db, deps, alert.digest, by);
  const nameOf = await namesOf(
    db,
    deps,
    legs.map(({ authority }) => authority),
  );
  const ours: AlertPartWire = { ...plain(own.value.part), authority: self, alerts: [ownAlert(alert, own.value.ownNames)] };
  const told = legs.map((leg) => {
    const answer = leg.word?.answer ?? null;
    return { row: rowOf(leg, nameOf), part: answer?.kind === 'part' ? answer.part : null };
  });
  const parts: PlacedPart[] = [
    { authority: self, name: deps.ownName, dispatch: null, part: ours },
    ...told.flatMap(({ row, part }) => {
      return part === null ? [] : [{ authority: row.authority.id, name: row.authority.name, dispatch: row.dispatch, part }];
    }),
  ];
  const document = joinAlertParts({ alert: alert.digest, parts, dark: told.flatMap(({ row }) => darkOf(row)) });
  const noCase = { caseId: null, caseState: null, toldAt: null, dispatch: null, conditions: [], earlier: 0, reasons: [] };
  return done({
    legs: [{ authority: nameOf(self), state: 'own', ...noCase, part: ours }, ...told.map(({ row, part }) => ({ ...row, part }))],
    document,
  });
}

function ownAlert({ body }: AlertRow, names: readonly string[]): AlertPartWire['alerts'][number] {
  const { digest, pattern, from, until, score, sentences, participants } = body;
  const { id, version, title } = pattern;
  const told = participants.flatMap(({ name }) => (names.includes(name) ? [names.indexOf(name)] : []));
  return {
    digest,
    pattern: { id, version, title },
    from,
    until,
    score: scoreText(score),
    participants: told,
    sentences: sentences.slice(0, 20),
  };
}

function darkOf({ authority: { id: authority, name }, state, caseState, reasons }: LegRowWire): JointAlertWire['dark'] {
  switch (state) {
    case 'own':
    case 'told':
      return [];
    case 'not-answered':
      return [{ authority, why: state, sentence: `${name} has told nothing yet; the request is "${caseState ?? ''}".` }];
    case 'refused':
      return [{ authority, why: state, sentence: `${name} tells nothing: the request is "${caseState ?? ''}".` }];
    case 'withdrawn':
      return [{ authority, why: state, sentence: `${name} took back what it had told: ${reasons.join(' ')}` }];
    case 'not-readable':
      return [{ authority, why: state, sentence: `What ${name} told may not be read any longer: ${reasons.join(' ')}` }];
  }
}

/** A score as parts tell it. */
export function scoreText(score: number): string {
  return score.toFixed(9).replace(/\.?0+$/, '');
}

/** As plain values of the wire, which nobody here changes but which are not marked so. */
export function plain<Value>(value: Value): Plain<Value> {
  return structuredClone(value) as Plain<Value>;
}

type Plain<Value> = Value extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Plain<Value[Key]> }
    : Value;

/** The document, noted in the log by its digest, so that one that is handed out can be found there. */
export async function makeJointDocument(deps: FindingsDeps, lead: string, by: By): Promise<Outcome<JointAlertWire>> {
  const joint = await jointAlert(deps, lead, by);
  if (joint.kind !== 'done') return joint;
  const { document } = joint.value;
  return change(deps, async (tx) => {
    const details = { lead, digest: document.digest, count: document.parts.length };
    await noteAudit(tx, { event: 'joint-alert.made', actor: by.officer, at: by.now satisfies Instant, details }, deps.random);
    return done(document);
  });
}
