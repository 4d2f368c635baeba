// SPDX-License-Identifier: Apache-2.0
/**
 * Another authority asks for the other leg of its alert: what our data hold of those it asks about goes back as a part of a reply, which waits
 * for its approvals like every other and stands under the conditions of the agreement.
 *
 * A part tells of those asked about, and of others whom the officer adds: who belongs with them, or whom alerts of our own name. With whom they
 * traded is not told. The words of our own alerts go along only where they name nobody else. A later part stands in the place of an earlier
 * one, and one that was wrong is taken back with a reason.
 */
import { agreementByDigest, type KnownAgreement, mayBeTold, toldOfAlert } from '../../agreements/index.ts';
import { legCase, type LegCase, prepareReply } from '../../assistance/index.ts';
import type { AlertAnswerWire, AlertPartWire } from '../../assistance/wire.ts';
import type { Database } from '../../kernel/index.ts';
import { noteSubjectUses, type RecordOfSubject } from '../../records/index.ts';
import { belongingWith } from '../account-links/link-page.ts';
import { alertsAmong, findMarketFile, newestMarketFiles, participantsBetween } from '../alerts/store.ts';
import { marketFileWire } from '../alerts/take-file.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import { absent, type By, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { filesAskedAbout } from './files-asked-about.ts';
import { plain, scoreText } from './joint-alert.ts';
import { linksToTell, recordsOnWays } from './links-to-tell.ts';
import type { LegAnswerOrderWire, LegQuestionWire, LinkToTellWire } from './wire.ts';

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
  const ranked = await filesAskedAbout(deps, files, question);
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
  const mayTell = mayBeTold(await agreementOf(deps, asked, by));
  const { links } = await linksToTell(db, deps, { question, purpose, mayTell }, by);
  return {
    caseId,
    caseState: asked.state,
    authority: { id: counterpart, name: names.get(counterpart)?.name ?? counterpart },
    purpose,
    isAnswerable: asked.isAnswerable,
    question,
    files: ranked.map(({ file, holds }) => ({ ...marketFileWire(file, officers), holds })),
    suggestions: [...suggested].map(([name, why]) => ({ name, why })),
    mayTell: [...mayTell],
    links: [...links],
    told: asked.answers
      .flatMap(({ at, answer }) => {
        if (answer === null) return [];
        const part = answer.kind === 'part' ? answer.part : null;
        return [{ at, kind: answer.kind, acts: part?.acts.length ?? 0, participants: part?.participants.length ?? 0 }];
      })
      .toReversed(),
  };
}

/** Whoever asks under no agreement that stands here is told nothing beside. */
async function agreementOf(deps: FindingsDeps, { agreement }: LegCase, by: By): Promise<KnownAgreement | null> {
  const index = await deps.assistance.agreementIndex(deps.database, by.now);
  return agreement === null ? null : agreementByDigest(index, agreement.digest);
}

export async function answerLeg(
  deps: FindingsDeps,
  caseId: string,
  order: LegAnswerOrderWire,
  by: By & { readonly roles: readonly string[] },
): Promise<Outcome<{ readonly caseId: string }>> {
  const asked = await openQuestion(deps.database, deps, caseId, by);
  if (asked === null) return absent;
  const made = order.kind === 'part' ? await madePart(deps, asked, order, by) : takenBack(asked, order.reason);
  if (made.kind !== 'done') return made;
  const { completeness, text } = order;
  const given = { caseId, officer: by.officer, roles: by.roles, now: by.now };
  const { answer, rests } = made.value;
  const reply = { completeness, text: `${text}\n\n${wordsOf(answer)}`, records: [], alert: answer };
  const prepared = await prepareReply(deps.assistance, given, reply, []);
  if (prepared.kind !== 'done') return prepared;
  if (rests.length > 0 && asked.purpose !== null) {
    const use = { officer: by.officer, purpose: asked.purpose, note: 'Told to another authority as a link of accounts' };
    await deps.database.transaction().execute((tx) => noteSubjectUses(tx, rests, use, by.now, deps.random));
  }
  return done({ caseId });
}

interface Made {
  readonly answer: AlertAnswerWire;
  /** Records on which links rest that are told. */
  readonly rests: readonly RecordOfSubject[];
}

function takenBack({ question, answers }: LegCase, reason: string): Outcome<Made> {
  const last = answers.at(-1)?.answer ?? null;
  if (last?.kind !== 'part')
    return issue('kind', 'No part of ours stands that could be taken back.', 'Answer with a part, or refuse the request.');
  return done({ answer: { kind: 'withdrawn', alert: question.alert, reason }, rests: [] });
}

async function madePart(
  deps: FindingsDeps,
  asked: LegCase,
  order: Extract<LegAnswerOrderWire, { kind: 'part' }>,
  by: By,
): Promise<Outcome<Made>> {
  const { question, purpose } = asked;
  const file = await findMarketFile(deps.database, order.file);
  if (file === null) return issue('file', 'No such file of market events was taken in.', 'Choose one of the list.');
  const agreement = await agreementOf(deps, asked, by);
  const mayTell = mayBeTold(agreement);
  const offered = await linksToTell(deps.database, deps, { question, purpose, mayTell }, by);
  const chosen: LinkToTellWire[] = [];
  for (const { asked: one, participant } of order.links) {
    const link = offered.links.find((known) => known.asked === one && known.participant === participant);
    if (link === undefined || link.obstacle !== null)
      return issue('links', `${one} and ${participant}: ${link?.obstacle ?? 'nothing asked for links them.'}`, 'Leave it out.');
    chosen.push(link);
  }
  const { from, until, underlyings, instruments, participants: names } = question;
  const { naming, others } = order;
  const found = await deps.markets.part(sourceOf(deps, file), { from, until, underlyings, instruments, asked: names, others, naming });
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const { part, ownNames } = found.value;
  const alerts = mayTell.includes('own-alerts') ? await alertsOf(deps.database, { from, until, ownNames, naming }) : [];
  const linked = linksOf(chosen, { names, ownNames, part, naming });
  const told = { ...plain(part), authority: deps.assistance.self, alerts, ...(linked.length === 0 ? {} : { links: linked }) };
  const answer: AlertAnswerWire = { kind: 'part', alert: question.alert, part: told };
  const beyond = agreement === null ? [] : (toldOfAlert(agreement, answer).alertTells ?? []).filter((one) => !mayTell.includes(one));
  if (beyond.length > 0)
    return issue('others', `The agreement does not let an answer to an alert tell ${beyond.join(' and ')}.`, 'Leave them out.');
  return done({ answer, rests: recordsOnWays(offered, chosen) });
}

/** The links in the words of the part: who is not asked about stands as there, and by a number of its own where the part has nothing of it. */
function linksOf(
  chosen: readonly LinkToTellWire[],
  told: {
    readonly names: readonly string[];
    readonly ownNames: readonly string[];
    readonly part: { readonly participants: readonly { readonly name: string }[] };
    readonly naming: 'named' | 'coded';
  },
): NonNullable<AlertPartWire['links']> {
  const { names, ownNames, part, naming } = told;
  const unseen = [...new Set(chosen.map(({ participant }) => participant))].filter(
    (name) => !ownNames.includes(name) && !names.includes(name),
  );
  const calledIn = (name: string): string => {
    const known = part.participants[ownNames.indexOf(name)]?.name;
    if (known !== undefined || names.includes(name) || naming === 'named') return known ?? name;
    return `participant ${part.participants.length + unseen.indexOf(name) + 1}`;
  };
  return chosen.map(({ asked, participant, relation, steps }) => ({
    asked: names.indexOf(asked),
    with: calledIn(participant),
    relation,
    through: steps.map(({ kind }) => kind),
  }));
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
      score: scoreText(score),
      participants: names.flatMap((name) => (ownNames.includes(name) ? [ownNames.indexOf(name)] : [])),
      sentences: isTold ? sentences.slice(0, 20) : [],
    };
  });
}

/** The answer in words, for whoever approves it, and for whoever reads the reply on paper. */
function wordsOf(answer: AlertAnswerWire): string {
  if (answer.kind === 'withdrawn') return `What was told of this alert before is taken back: ${answer.reason}`;
  const { asked, participants, instruments, sums, acts, actsLeftOut, alerts, links = [], from, until } = answer.part;
  const missing = asked.filter(({ isFound }) => !isFound).map(({ name }) => name);
  return [
    `Of ${asked.length} asked about ${asked.length - missing.length} stand in our data, from ${from} to ${until}.`,
    ...sums.map(({ participant, instrument, orders, withdrawals, trades, bought, sold }) => {
      const { venue = '', symbol = '' } = instruments[instrument] ?? {};
      const who = participants[participant]?.name ?? '';
      return `- ${who}, ${symbol} at ${venue}: ${orders} orders, ${withdrawals} withdrawn, ${trades} trades, bought ${bought}, sold ${sold}`;
    }),
    ...(missing.length === 0 ? [] : [`Not in our data: ${missing.slice(0, 20).join(', ')}.`]),
    ...links.map((link) => {
      const of = link.relation === 'same-subject' ? 'of the same person' : 'of the same group of beneficial owners';
      return `By our registers ${asked[link.asked]?.name ?? ''} and ${link.with} are ${of}.`;
    }),
    `${acts.length + actsLeftOut} acts, of which ${acts.length} are in the data of this reply; ${alerts.length} alerts of our own.`,
  ].join('\n');
}
