// SPDX-License-Identifier: Apache-2.0
/**
 * Another authority asks for the other leg of its alert: what our data hold of those it asks about goes back as a part of a reply, which waits
 * for its approvals like every other and stands under the conditions of the agreement.
 *
 * A part tells of those asked about, and of others whom the officer adds: who belongs with them, or whom alerts of our own name. With whom they
 * traded is not told. The words of our own alerts go along only where they name nobody else. A later part stands in the place of an earlier
 * one, and one that was wrong is taken back with a reason.
 */
import { legCase, type LegCase, prepareReply } from '../../assistance/index.ts';
import type { AlertAnswerWire, AlertPartWire } from '../../assistance/wire.ts';
import type { Database } from '../../kernel/index.ts';
import { belongingWith } from '../account-links/link-page.ts';
import { alertsAmong, findMarketFile, newestMarketFiles, participantsBetween } from '../alerts/store.ts';
import { marketFileWire } from '../alerts/take-file.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import { absent, type By, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { plain } from './joint-alert.ts';
import type { LegAnswerOrderWire, LegQuestionWire } from './wire.ts';

/** Files that a list offers: a few weeks of them. */
const filesMax = 100;
/** Others that are suggested: whom an officer reads through. */
const suggestedMax = 30;
/** Alerts of ours that go along with a part. */
const alertsMax = 40;

/** Null where no such question was asked of us, or its case is behind a wall. */
async function openQuestion(db: Database, deps: FindingsDeps, caseId: string, by: By): Promise<LegCase | null> {
  const asked = await legCase(db, { self: deps.assistance.self, now: by.now }, caseId);
  if (asked === null || asked.side !== 'requested') return null;
  return (await deps.hiddenCases(db, by.officer, [caseId])).size > 0 ? null : asked;
}

export async function legQuestion(deps: FindingsDeps, caseId: string, by: By): Promise<LegQuestionWire | null> {
  const { database: db } = deps;
  const asked = await openQuestion(db, deps, caseId, by);
  if (asked === null) return null;
  const { question, counterpart, purpose } = asked;
  const names = await deps.assistance.authorityNames(db, [counterpart]);
  const files = await newestMarketFiles(db, filesMax);
  const officers = await deps.officerNames(db, [...new Set(files.map((file) => file.taken_by))]);
  const linked =
    purpose === null ? new Map<string, string[]>() : await belongingWith(db, deps, { participants: question.participants, purpose }, by);
  const alerted = await participantsBetween(db, { from: question.from, until: question.until, limit: suggestedMax });
  const suggested = new Map<string, LegQuestionWire['suggestions'][number]['why']>();
  const suggest = (name: string, why: LegQuestionWire['suggestions'][number]['why']): void => {
    if (!suggested.has(name)) suggested.set(name, why);
  };
  for (const name of question.participants) suggest(name, 'asked');
  for (const name of [...linked.values()].flat()) suggest(name, 'linked');
  for (const name of alerted) suggest(name, 'alert');
  return {
    caseId,
    caseState: asked.state,
    authority: { id: counterpart, name: names.get(counterpart)?.name ?? counterpart },
    purpose,
    isAnswerable: asked.isAnswerable,
    question,
    files: files.map((file) => marketFileWire(file, officers)),
    suggestions: [...suggested].map(([name, why]) => ({ name, why })),
    told: asked.answers
      .flatMap(({ at, answer }) => {
        if (answer === null) return [];
        const part = answer.kind === 'part' ? answer.part : null;
        return [{ at, kind: answer.kind, acts: part?.acts.length ?? 0, participants: part?.participants.length ?? 0 }];
      })
      .toReversed(),
  };
}

export async function answerLeg(
  deps: FindingsDeps,
  caseId: string,
  order: LegAnswerOrderWire,
  by: By & { readonly roles: readonly string[] },
): Promise<Outcome<{ readonly caseId: string }>> {
  const asked = await openQuestion(deps.database, deps, caseId, by);
  if (asked === null) return absent;
  const made = order.kind === 'part' ? await madePart(deps, asked, order) : takenBack(asked, order.reason);
  if (made.kind !== 'done') return made;
  const { completeness, text } = order;
  const given = { caseId, officer: by.officer, roles: by.roles, now: by.now };
  const reply = { completeness, text: `${text}\n\n${wordsOf(made.value)}`, records: [], alert: made.value };
  const prepared = await prepareReply(deps.assistance, given, reply, []);
  return prepared.kind === 'done' ? done({ caseId }) : prepared;
}

function takenBack({ question, answers }: LegCase, reason: string): Outcome<AlertAnswerWire> {
  const last = answers.at(-1)?.answer ?? null;
  if (last?.kind !== 'part')
    return issue('kind', 'No part of ours stands that could be taken back.', 'Answer with a part, or refuse the request.');
  return done({ kind: 'withdrawn', alert: question.alert, reason });
}

async function madePart(
  deps: FindingsDeps,
  { question }: LegCase,
  order: Extract<LegAnswerOrderWire, { kind: 'part' }>,
): Promise<Outcome<AlertAnswerWire>> {
  const file = await findMarketFile(deps.database, order.file);
  if (file === null) return issue('file', 'No such file of market events was taken in.', 'Choose one of the list.');
  const { from, until, underlyings, instruments, participants: names } = question;
  const { naming, others } = order;
  const found = await deps.markets.part(sourceOf(deps, file), { from, until, underlyings, instruments, asked: names, others, naming });
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const { part, ownNames } = found.value;
  const alerts = await alertsOf(deps.database, { from, until, ownNames, naming });
  return done({ kind: 'part', alert: question.alert, part: { ...plain(part), authority: deps.assistance.self, alerts } });
}

/** Alerts of ours in that time that name somebody who is told of; their words only where they name nobody else. */
async function alertsOf(
  db: Database,
  told: { readonly from: string; readonly until: string; readonly ownNames: readonly string[]; readonly naming: 'named' | 'coded' },
): Promise<AlertPartWire['alerts']> {
  const { from, until, ownNames, naming } = told;
  const bodies = await alertsAmong(db, { from, until, participants: ownNames, limit: alertsMax });
  return bodies.map(({ digest, pattern: { id, version, title }, participants, sentences, score, ...alert }) => {
    const names = participants.map(({ name }) => name);
    const isTold = naming === 'named' && names.every((name) => ownNames.includes(name));
    return {
      digest,
      pattern: { id, version, title },
      from: alert.from,
      until: alert.until,
      score,
      participants: names.flatMap((name) => (ownNames.includes(name) ? [ownNames.indexOf(name)] : [])),
      sentences: isTold ? sentences.slice(0, 20) : [],
    };
  });
}

/** The answer in words, for whoever approves it, and for whoever reads the reply on paper. */
function wordsOf(answer: AlertAnswerWire): string {
  if (answer.kind === 'withdrawn') return `What was told of this alert before is taken back: ${answer.reason}`;
  const { asked, participants, instruments, sums, acts, actsLeftOut, alerts, from, until } = answer.part;
  const missing = asked.filter(({ isFound }) => !isFound).map(({ name }) => name);
  return [
    `Of ${asked.length} asked about ${asked.length - missing.length} stand in our data, from ${from} to ${until}.`,
    ...sums.map(({ participant, instrument, orders, withdrawals, trades, bought, sold }) => {
      const { venue = '', symbol = '' } = instruments[instrument] ?? {};
      const who = participants[participant]?.name ?? '';
      return `- ${who}, ${symbol} at ${venue}: ${orders} orders, ${withdrawals} withdrawn, ${trades} trades, bought ${bought}, sold ${sold}`;
    }),
    ...(missing.length === 0 ? [] : [`Not in our data: ${missing.slice(0, 20).join(', ')}.`]),
    `${acts.length + actsLeftOut} acts, of which ${acts.length} are in the data of this reply; ${alerts.length} alerts of our own.`,
  ].join('\n');
}
