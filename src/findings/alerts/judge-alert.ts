// SPDX-License-Identifier: Apache-2.0
/**
 * An officer says what an alert is, on which ground: it moves the lead, and the makers of the pattern learn from it. One officer is enough:
 * nothing leaves the house by it, and a lead that was put aside can be reopened.
 */
import { noteAudit } from '../../audit/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { leadTransition } from '../leads/lead-states.ts';
import { changeState, stateIssue } from '../leads/move-lead.ts';
import { type LeadRecord, lockLead } from '../leads/store.ts';
import { type Pattern, patterns } from '../../surveillance/index.ts';
import { editionInForce, publishedEditions } from '../studio/editions.ts';
import { alertsByPattern, insertAlertJudgement } from './judgements/store.ts';
import { alertOfLead } from './store.ts';
import { type AlertGround, type AlertOutcome, groundsOf, type PatternFeedbackWire } from './wire.ts';

const eventOf = { suspicious: 'confirm', explained: 'dismiss', unsure: 'doubt' } as const satisfies Readonly<Record<AlertOutcome, string>>;

export interface GivenAlertJudgement {
  readonly outcome: AlertOutcome;
  readonly ground: AlertGround;
  readonly reason: string;
}

export function judgeAlert(deps: FindingsDeps, id: string, given: GivenAlertJudgement, by: By): Promise<Outcome<LeadRecord>> {
  return change(deps, async (tx) => {
    const lead = await lockLead(tx, id);
    const alert = lead === null ? null : await alertOfLead(tx, id);
    if (lead === null || alert === null) return absent;
    const { outcome, ground, reason } = given;
    if (!groundsOf[outcome].includes(ground)) {
      return issue('ground', `"${ground}" is no ground to call an alert ${outcome}.`, `Choose of ${groundsOf[outcome].join(', ')}.`);
    }
    const event = eventOf[outcome];
    if (leadTransition(lead.state, event) === null) return stateIssue(lead, event);
    await insertAlertJudgement(tx, { alert: alert.digest, outcome, ground, reason, officer: by.officer, at: by.now });
    const moved = await changeState(tx, deps, lead, { event, reason, assignee: lead.assignee ?? by.officer }, by);
    await deps.announce(tx, 'findings');
    await noteAudit(tx, { event: 'alert.judged', actor: by.officer, at: by.now, details: { lead: id, outcome, ground } }, deps.random);
    return done(moved);
  });
}

/** Every pattern with its parameters in force, how many alerts it gave, and what officers said of them. */
export async function patternFeedback({ database }: Pick<FindingsDeps, 'database'>): Promise<PatternFeedbackWire[]> {
  const counts = await alertsByPattern(database);
  const published = await publishedEditions(database);
  return patterns.map((pattern) => {
    const { id, version, title, definition, parameters } = pattern;
    const inForce = editionInForce(pattern, published);
    const own = counts.filter(({ pattern }) => pattern === id);
    const sum = (outcome: AlertOutcome): number =>
      own.filter((one) => one.outcome === outcome).reduce((total, { count }) => total + count, 0);
    return {
      id,
      version,
      title,
      definition,
      edition: inForce.edition,
      legal: lawOf(pattern),
      parameters: Object.entries(parameters).map(([name, { value, unit, meaning, origin }]) => {
        return { name, value: inForce.parameters[name] ?? value, unit, meaning, origin };
      }),
      alerts: own.reduce((total, { count }) => total + count, 0),
      suspicious: sum('suspicious'),
      explained: sum('explained'),
      unsure: sum('unsure'),
      grounds: own.flatMap(({ ground, count }) => (ground === null ? [] : [{ ground, count }])),
    };
  });
}

/** The places in the law that a pattern touches, as they are cited. */
export function lawOf({ legal }: Pick<Pattern, 'legal'>): string {
  const places = [
    ...(legal.marAnnexI === null ? [] : [`MAR Annex I A(${legal.marAnnexI})`]),
    ...(legal.annexII === null ? [] : [`2016/522 Annex II ${legal.annexII}`]),
  ];
  return places.join('; ');
}
