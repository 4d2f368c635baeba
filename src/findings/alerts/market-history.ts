// SPDX-License-Identifier: Apache-2.0
/**
 * The history of an account or an instrument in a file that is kept, replayed to a state that is proven equal, as a document. It is computed
 * anew each time and is the same to the byte; that it was made, with its digest, stands in the log, so that a document that is handed out can
 * be found there.
 */
import { noteAudit } from '../../audit/index.ts';
import type { HistorySubject } from '../../surveillance/index.ts';
import type { MarketHistoryWire } from '../../surveillance/wire.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { findMarketFile } from './store.ts';
import { sourceOf } from './work-runs.ts';

export interface HistoryOrder {
  readonly file: string;
  readonly kind: HistorySubject['kind'];
  /** `venue/account` or `venue/symbol`. */
  readonly name: string;
}

/** Issues where the file holds no event of it. */
export async function historyOf(deps: FindingsDeps, order: HistoryOrder, by: By): Promise<Outcome<MarketHistoryWire>> {
  const file = await findMarketFile(deps.database, order.file);
  if (file === null) return absent;
  const [, venue, name] = /^([^/]+)\/(.+)$/s.exec(order.name) ?? [];
  if (venue === undefined || name === undefined) {
    return issue('name', `"${order.name}" names no ${order.kind} of a venue.`, 'Write it as VENUE/NAME, such as XVEN/acc-71.');
  }
  const history = await deps.markets.history(sourceOf(deps, file), { kind: order.kind, venue, name });
  if (!history.ok) return { kind: 'issues', issues: history.issues };
  return change(deps, async (tx) => {
    const { digest, gapsCount } = history.value;
    const details = { marketFile: file.id, kind: order.kind, digest, count: gapsCount, purpose: file.purpose };
    await noteAudit(tx, { event: 'market-history.made', actor: by.officer, at: by.now, details }, deps.random);
    return done(history.value);
  });
}
