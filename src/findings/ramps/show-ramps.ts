// SPDX-License-Identifier: Apache-2.0
/**
 * What crossed between money and digital assets at firms, and how assets move between jurisdictions: files of movements and registrations,
 * each judged for the purpose. Computed when it is asked for and not kept, since registers change; each look is noted by its digest, and
 * each registration that is shown has the look among its uses.
 */
import type { FirmAccountsWire } from '../../flows/wire.ts';
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { PriceRow, RampFirm } from '../../flows/index.ts';
import type { Transaction } from '../../kernel/index.ts';
import { noteSubjectUses, type ReadRegistration, readRegistrations } from '../../records/index.ts';
import { type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import type { MovementFileRow } from '../traces/store.ts';
import { filesOfOrder, sourceOfFiles } from '../traces/take-movements.ts';
import { firmsOf } from './firms-of-records.ts';
import type { LiquidityAnswerWire, LiquidityOrderWire, RampsAnswerWire, RampsOrderWire } from './wire.ts';

interface Ready {
  readonly files: readonly MovementFileRow[];
  readonly firms: readonly RampFirm[];
  /** In the places of their firms: firms of registrations stand first. */
  readonly registrations: readonly ReadRegistration[];
  readonly read: RampsAnswerWire['read'];
}

type Asked = { readonly files: readonly string[]; readonly purpose: Purpose; readonly firms: readonly FirmAccountsWire[] };

export async function showRamps(deps: FindingsDeps, order: RampsOrderWire, by: By): Promise<Outcome<RampsAnswerWire>> {
  const ready = await readyFor(deps, order, by);
  if (ready.kind !== 'done') return ready;
  const { files, firms, registrations, read } = ready.value;
  const rows = order.prices.map(({ at, ...price }): PriceRow => ({ ...price, atMs: Date.parse(at) }));
  const prices = rows.length === 0 ? null : { rows, ageDaysMax: order.priceAgeDays };
  const found = await deps.flows.ramps(sourceOfFiles(deps, files), { firms, prices });
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const ramps = found.value;
  const named = new Set([...ramps.firms, ...ramps.unknown.unseen].map(({ reference }) => reference));
  const shown = registrations.filter(({ body }) => named.has(body.reference));
  return change(deps, async (tx) => {
    await noteRead(tx, deps, { shown, purpose: order.purpose, note: 'on-ramps and off-ramps', by });
    const details = { digest: ramps.digest, count: ramps.crossings.length + ramps.sides.length, purpose: order.purpose };
    await noteAudit(tx, { event: 'ramps.shown', actor: by.officer, at: by.now, details }, deps.random);
    return done({ read, ramps });
  });
}

export async function showLiquidity(deps: FindingsDeps, order: LiquidityOrderWire, by: By): Promise<Outcome<LiquidityAnswerWire>> {
  const ready = await readyFor(deps, order, by);
  if (ready.kind !== 'done') return ready;
  const { files, firms, registrations, read } = ready.value;
  const { asset, ledger, periodDays, places } = order;
  const placed = firms.flatMap(({ jurisdiction, wallets, accounts, prefixes }) =>
    jurisdiction === null ? [] : [...wallets, ...accounts, ...prefixes].map((prefix) => ({ jurisdiction, prefix })),
  );
  const found = await deps.flows.liquidity(sourceOfFiles(deps, files), { asset, ledger, periodDays, prefixes: [...places, ...placed] });
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const { liquidity, totals } = found.value;
  const shown = registrations.filter((_one, index) => (firms[index]?.wallets.length ?? 0) > 0);
  return change(deps, async (tx) => {
    await noteRead(tx, deps, { shown, purpose: order.purpose, note: 'value between jurisdictions', by });
    const details = { digest: liquidity.digest, count: liquidity.flows.length, purpose: order.purpose };
    await noteAudit(tx, { event: 'liquidity.shown', actor: by.officer, at: by.now, details }, deps.random);
    return done({ read, liquidity, totals: [...totals] });
  });
}

async function readyFor(deps: FindingsDeps, order: Asked, by: By): Promise<Outcome<Ready>> {
  const chosen = await filesOfOrder(deps, order);
  if (chosen.kind !== 'done') return chosen;
  const { registrations, withheld, isMore } = await readRegistrations(deps.database, order, deps.records, by.now);
  const firms = firmsOf(
    registrations.map(({ body }) => body),
    order.firms,
  );
  if (!firms.ok) return { kind: 'issues', issues: firms.issues };
  const reasons = [...withheld].map(([reason, count]) => ({ reason, count }));
  return done({
    files: chosen.value,
    firms: firms.value,
    registrations,
    read: { registrations: registrations.length, withheld: reasons, isMore },
  });
}

interface Shown {
  readonly shown: readonly ReadRegistration[];
  readonly purpose: Purpose;
  readonly note: string;
  readonly by: By;
}

async function noteRead(tx: Transaction, deps: FindingsDeps, { shown, purpose, note, by }: Shown): Promise<void> {
  if (shown.length > 0) await noteSubjectUses(tx, shown, { officer: by.officer, purpose, note }, by.now, deps.random);
}
