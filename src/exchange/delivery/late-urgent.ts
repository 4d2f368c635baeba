// SPDX-License-Identifier: Apache-2.0
/**
 * The alarm of the duty officer: an urgent dispatch (a freeze, as a rule) that is not delivered five minutes after it was queued.
 *
 * The server goes on trying; but by then a telephone is faster. The alarm stands on the screens until an officer has taken it,
 * in the figures of the server, and in the log.
 */
import { addMs } from '../../kernel/index.ts';
import type { ExchangePorts } from '../ports.ts';

/** Urgent dispatches are tried every few seconds: what lasts five minutes is no hiccup. */
export const urgentLateMs = 300_000;

const rowsMax = 16;

export async function alarmLateUrgent<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const now = ports.clock();
  return ports.store.transaction(async (tx) => {
    const rows = await ports.store.takeLateUrgent(tx, addMs(now, -urgentLateMs), rowsMax);
    for (const { digest, peer, kind, caseRef, attempts } of rows) {
      await ports.store.raiseAlarm(tx, { kind: 'urgent-late', peer, about: digest, other: null, at: now });
      const details = { dispatch: digest, kind, class: 'urgent', peer, caseRef, attempts };
      await ports.appendAudit(tx, { event: 'dispatch.urgent-late', actor: ports.self.authorityId, at: now, details });
    }
    return rows.length;
  });
}
