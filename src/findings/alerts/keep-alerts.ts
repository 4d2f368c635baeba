// SPDX-License-Identifier: Apache-2.0
/** What patterns found is kept: each alert once, by its digest, and each as a lead. */
import type { Purpose } from '../../conditions/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { raiseLead } from '../leads/raise-lead.ts';
import type { Watched } from './market-engine.ts';
import { insertAlert, knownAlerts, type MarketFileRow, type RunChange, type RunRow } from './store.ts';

/** Alerts of one run that become leads, the strongest first: more than a desk of analysts triages in a month. */
const alertsOfRunMax = 2000;

export interface Kept {
  readonly run: RunRow;
  readonly file: MarketFileRow;
  readonly watched: Watched;
  readonly now: Instant;
}

/** Each alert that is not known by its digest becomes a lead; what the run comes to. */
export async function keepAlerts(
  tx: Transaction,
  deps: Pick<FindingsDeps, 'random'>,
  { run, file, watched, now }: Kept,
): Promise<RunChange> {
  const { alerts, ...outcome } = watched;
  const strongest = alerts
    .toSorted((left, right) => right.score - left.score || (left.digest < right.digest ? -1 : 1))
    .slice(0, alertsOfRunMax);
  const known = await knownAlerts(
    tx,
    strongest.map(({ digest }) => digest),
  );
  // One alert of one pattern twice in one run would be one alert.
  const fresh = [...new Map(strongest.map((alert) => [alert.digest, alert])).values()].filter(({ digest }) => !known.has(digest));
  for (const alert of fresh) await keepAlert(tx, deps, { run, file, alert, now });
  return { state: 'done', outcome, alerts: alerts.length, added: fresh.length, left_out: alerts.length - strongest.length };
}

async function keepAlert(
  tx: Transaction,
  deps: Pick<FindingsDeps, 'random'>,
  { run, file, alert, now }: { readonly run: RunRow; readonly file: MarketFileRow; readonly alert: AlertWire; readonly now: Instant },
): Promise<void> {
  const { id: lead } = await raiseLead(tx, deps, leadOfAlert(alert, file.purpose), { officer: run.ordered_by, now });
  await insertAlert(tx, {
    digest: alert.digest,
    lead,
    run: run.id,
    file: file.id,
    pattern: alert.pattern.id,
    score: alert.score,
    participants: alert.participants.map(({ name }) => name),
    instruments: alert.instruments.map(({ venue, symbol }) => `${venue}/${symbol}`),
    from_at: alert.from,
    until_at: alert.until,
    body: alert,
  });
}

/** Names in a title before the rest are counted. */
const namesMax = 3;

function leadOfAlert(alert: AlertWire, purpose: Purpose) {
  const names = alert.participants.map(({ name }) => name);
  const more = names.length - namesMax;
  const who = names.length === 0 ? 'nobody named' : `${names.slice(0, namesMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const { id, version, title } = alert.pattern;
  return {
    kind: 'surveillance' as const,
    key: `surveillance|${alert.digest}`,
    title: `${title}: ${who}`,
    sentence: alert.sentences[0] ?? title,
    strength: alert.score,
    purpose,
    facts: {
      about: { kind: 'alert' as const, digest: alert.digest },
      listed: null,
      reasons: alert.sentences.map((sentence) => ({ feature: id, points: 0, sentence })),
      evidence: { engine: `surveillance ${id}`, version: String(version), inputDigest: alert.input.events },
    },
    news: null,
  };
}
