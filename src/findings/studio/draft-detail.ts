// SPDX-License-Identifier: Apache-2.0
/** A draft as it is looked at: values side by side, what the back-test and the shadow found, and what keeps it from being published. */
import type { Database } from '../../kernel/index.ts';
import { findPattern, sumCounts, sumEffects } from '../../surveillance/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import { findMarketFile, leadsOfAlerts, newestMarketFiles } from '../alerts/store.ts';
import { marketFileWire } from '../alerts/take-file.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { parameterRowsOf } from './detector-page.ts';
import { draftRows } from './draft-rows.ts';
import { obstaclesOf } from './publish-draft.ts';
import { findDraft, looksOf, type LookRow, pairsOf, type PairRow, trialsOf, type TrialRow } from './store.ts';
import { testedFiles } from './tested-files.ts';
import type { DraftDetailWire, EffectWire, PairWire, TrialWire } from './wire.ts';

/** Files that the choice for a back-test offers. */
const filesShownMax = 100;
/** Pairs of alerts that one answer holds. */
const pairsShownMax = 300;

/** Null where there is no such draft. */
export async function draftDetail(deps: FindingsDeps, id: string): Promise<DraftDetailWire | null> {
  const { database: db } = deps;
  const draft = await findDraft(db, id);
  const pattern = draft === null ? null : findPattern(draft.pattern);
  const [row] = draft === null ? [] : await draftRows(db, deps, [draft]);
  if (draft === null || row === undefined || pattern === null || !pattern.ok) return null;
  const looks = await looksOf(db, draft.id);
  const [newest] = await trialsOf(db, draft.id);
  const [tested, followed] = [testedFiles(looks), looks.filter(({ trial }) => trial === null)];
  const files = await newestMarketFiles(db, filesShownMax);
  const names = await deps.officerNames(db, [...new Set(files.map((file) => file.taken_by))]);
  return {
    draft: row,
    parameters: (await parameterRowsOf(db, pattern.value)).map((one) => ({ ...one, drafted: draft.parameters[one.name] ?? one.inForce })),
    trial: newest === undefined ? null : await trialWire(deps, newest, looks),
    backTest: tested.length === 0 ? null : await effectWire(deps, tested),
    shadow: draft.shadow_from === null && followed.length === 0 ? null : await effectWire(deps, followed),
    obstacles: draft.state === 'open' ? await obstaclesOf(db, draft) : [],
    askedSubject: draft.asked_subject,
    files: files.map((file) => marketFileWire(file, names)),
  };
}

async function trialWire(deps: FindingsDeps, trial: TrialRow, all: readonly LookRow[]): Promise<TrialWire> {
  const looks = all.filter((look) => look.trial === trial.id);
  const waiting = looks.filter(({ state }) => state === 'waiting').length;
  const isStopped = looks.some(({ state }) => state === 'left');
  const names = await deps.officerNames(deps.database, [trial.ordered_by]);
  return {
    id: trial.id,
    state: waiting > 0 ? (waiting === looks.length ? 'waiting' : 'running') : isStopped ? 'stopped' : 'done',
    done: looks.filter(({ state }) => state === 'done' || state === 'failed').length,
    of: looks.length,
    orderedBy: names.get(trial.ordered_by) ?? trial.ordered_by,
    createdAt: trial.created_at,
  };
}

/** What looks that are done found together. */
async function effectWire(deps: FindingsDeps, looks: readonly LookRow[]): Promise<EffectWire> {
  const { database: db } = deps;
  const outcomes = looks.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  const rows = await pairsOf(
    db,
    looks.map(({ id }) => id),
  );
  const leftOut = outcomes.reduce((sum, { pairsLeftOut }) => sum + pairsLeftOut, 0);
  const shown = [...rows.filter(({ effect }) => effect !== 'same'), ...rows.filter(({ effect }) => effect === 'same')].slice(
    0,
    pairsShownMax,
  );
  return {
    looks: await looksWire(deps, looks),
    counts: sumCounts(outcomes.map(({ counts }) => counts)),
    byInstrument: [...sumEffects(outcomes.map(({ byInstrument }) => byInstrument))],
    byDay: [...sumEffects(outcomes.map(({ byDay }) => byDay))],
    pairs: await pairsWire(db, shown),
    pairsLeftOut: leftOut + rows.length - shown.length,
  };
}

async function looksWire(deps: FindingsDeps, looks: readonly LookRow[]): Promise<EffectWire['looks']> {
  const shown: EffectWire['looks'] = [];
  for (const { id, file: fileId, state, outcome, problems, ended_at: endedAt } of looks) {
    const file = await findMarketFile(deps.database, fileId);
    if (file === null) continue;
    const names = await deps.officerNames(deps.database, [file.taken_by]);
    const counts = outcome?.counts ?? { same: 0, onlyBefore: 0, onlyAfter: 0 };
    const told = problems.map(({ path, problem, remedy }) => ({ path, problem, remedy }));
    const { events = 0, moments = 0 } = outcome ?? {};
    shown.push({ id, file: marketFileWire(file, names), state, events, moments, counts: { ...counts }, problems: told, endedAt });
  }
  return shown;
}

async function pairsWire(db: Database, rows: readonly PairRow[]): Promise<PairWire[]> {
  const digests = rows.flatMap(({ before, after }) => [before, after].flatMap((alert) => (alert === null ? [] : [alert.digest])));
  const leads = await leadsOfAlerts(db, [...new Set(digests)]);
  const side = (alert: AlertWire | null): PairWire['before'] => {
    if (alert === null) return null;
    const { digest, score, from, until, sentences } = alert;
    return { digest, score, from, until, sentence: sentences[0] ?? '', lead: leads.get(digest) ?? null };
  };
  return rows.flatMap(({ look, number, effect, before, after }): PairWire[] => {
    const alert = before ?? after;
    if (alert === null) return [];
    const participants = alert.participants.map(({ name }) => name);
    const instruments = alert.instruments.map(({ venue, symbol }) => `${venue}/${symbol}`);
    return [{ look, number, effect, participants, instruments, before: side(before), after: side(after) }];
  });
}
