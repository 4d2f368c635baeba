// SPDX-License-Identifier: Apache-2.0
/** What officers said of alerts, and the reports that were drafted from them; their tables are made with those of the alerts (alerts/store.ts). */
import { type Generated, type Selectable, sql } from 'kysely';
import type { Database, Instant, Transaction } from '../../../kernel/index.ts';
import type { AlertGround, AlertOutcome } from '../wire.ts';

type JudgementTable = {
  position: Generated<number>;
  alert: string;
  outcome: AlertOutcome;
  ground: AlertGround;
  reason: string;
  officer: string;
  at: Instant;
};
type ReportTable = { alert: string; record: string; reference: string; officer: string; at: Instant };
type JudgementTables = { findings_alert_judgements: JudgementTable; findings_alert_reports: ReportTable };
export type AlertJudgementRow = Omit<Selectable<JudgementTable>, 'position'>;

function tables(db: Database) {
  return db.withTables<JudgementTables>();
}

export async function insertAlertJudgement(tx: Transaction, row: AlertJudgementRow): Promise<void> {
  await tables(tx).insertInto('findings_alert_judgements').values(row).execute();
}

export async function judgementsOfAlert(db: Database, alert: string): Promise<AlertJudgementRow[]> {
  return tables(db).selectFrom('findings_alert_judgements').selectAll().where('alert', '=', alert).orderBy('position', 'desc').execute();
}

export interface PatternCount {
  readonly pattern: string;
  readonly outcome: AlertOutcome | null;
  readonly ground: AlertGround | null;
  readonly count: number;
}

/** By pattern, how many alerts the newest judgement calls what, and on which ground; null where nobody has said anything. */
export async function alertsByPattern(db: Database): Promise<readonly PatternCount[]> {
  const { rows } = await sql<{ pattern: string; outcome: AlertOutcome | null; ground: AlertGround | null; count: string }>`
    select alert.pattern, judged.outcome, judged.ground, count(*) as count from findings_alerts alert
    left join lateral (select outcome, ground from findings_alert_judgements where alert = alert.digest order by position desc limit 1) judged on true
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export async function insertAlertReport(tx: Transaction, row: Selectable<ReportTable>): Promise<void> {
  await tables(tx)
    .insertInto('findings_alert_reports')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function reportsOfAlert(db: Database, alert: string): Promise<Selectable<ReportTable>[]> {
  return tables(db).selectFrom('findings_alert_reports').selectAll().where('alert', '=', alert).orderBy('at').execute();
}
