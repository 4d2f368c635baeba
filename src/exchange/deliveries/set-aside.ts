// SPDX-License-Identifier: Apache-2.0
/** Setting aside: an officer has dealt with a dispatch that was given up, with the reason, in the log and on the list. */
import type { Database, Instant, Transaction } from '../../kernel/index.ts';
import { setAside } from './store.ts';

export interface DeliveryAudit {
  readonly event: 'dispatch.set-aside' | 'alarm.taken';
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | null>>;
}

export interface SettingAside {
  readonly audit: (entry: DeliveryAudit) => Promise<unknown>;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
}

/** False when it was not given up, or somebody has dealt with it before. */
export async function setAsideDispatch(
  tx: Transaction,
  deps: SettingAside,
  aside: { readonly digest: string; readonly officer: string; readonly reason: string; readonly at: Instant },
): Promise<boolean> {
  const found = await setAside(tx, aside);
  if (found === null) return false;
  const { digest, officer, at } = aside;
  const details = { dispatch: digest, kind: found.kind, peer: found.peer, caseRef: found.case_ref, officer };
  await deps.audit({ event: 'dispatch.set-aside', actor: officer, at, details });
  await deps.announce(tx, 'deliveries');
  return true;
}
