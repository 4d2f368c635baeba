// SPDX-License-Identifier: Apache-2.0
/** One alert of a back-test or a shadow, and the market of it: as an alert of the inbox is looked at, though it is none. */
import type { AlertReviewWire } from '../../surveillance/wire.ts';
import { findMarketFile, leadsOfAlerts } from '../alerts/store.ts';
import { marketFileWire } from '../alerts/take-file.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import { absent, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { findLook, findPair } from './store.ts';
import type { PairAlertWire, PairPlaceWire } from './wire.ts';

export async function pairAlert(deps: FindingsDeps, place: PairPlaceWire): Promise<PairAlertWire | null> {
  const found = await findSide(deps, place);
  if (found === null) return null;
  const { alert, file, draft } = found;
  const leads = await leadsOfAlerts(deps.database, [alert.digest]);
  const names = await deps.officerNames(deps.database, [file.taken_by]);
  return { draft, alert, file: marketFileWire(file, names), lead: leads.get(alert.digest) ?? null };
}

export async function reviewOfPair(
  deps: FindingsDeps,
  place: PairPlaceWire,
  window: { readonly from: string | null; readonly until: string | null },
): Promise<Outcome<AlertReviewWire>> {
  const found = await findSide(deps, place);
  if (found === null) return absent;
  const review = await deps.markets.review(sourceOf(deps, found.file), found.alert, window);
  return review.ok ? done(review.value) : { kind: 'issues', issues: review.issues };
}

async function findSide({ database: db }: FindingsDeps, { look: id, number, side }: PairPlaceWire) {
  const look = await findLook(db, id);
  const pair = look === null ? null : await findPair(db, id, number);
  const file = look === null ? null : await findMarketFile(db, look.file);
  const alert = pair === null ? null : pair[side];
  return look === null || file === null || alert === null ? null : { draft: look.draft, alert, file };
}
