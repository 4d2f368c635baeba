// SPDX-License-Identifier: Apache-2.0
/** Whose a key is: of ourselves, and of the peers whose fingerprint an officer here has confirmed. */
import { type ExchangePorts, findPeerRecord, listPeerRecords, peersByTransportKey } from '../../exchange/index.ts';
import type { Database, Transaction } from '../../kernel/index.ts';
import { foldKnownHistory, type KeyState, realSuites } from '../../seals/index.ts';
import type { AuthorityFiles } from '../data-folder-files.ts';
import type { PeerDoorDeps } from '../peers/peer-door.ts';

export function peerOfKey(db: Database, ports: ExchangePorts<Transaction>): PeerDoorDeps['peerOfKey'] {
  return peersByTransportKey({
    peerIds: async () => (await listPeerRecords(db)).map((record) => record.authority_id),
    peerNow: (authorityId) => ports.store.peerNow(authorityId),
    nowMs: () => performance.now(),
  });
}

/** The key state of ourselves, and of those whose fingerprint an officer here has confirmed; null for all others. */
export function keyStates(files: AuthorityFiles): (db: Database, authorityId: string) => Promise<KeyState | null> {
  return async (db, authorityId) => {
    if (authorityId === files.keyState.authorityId) return files.keyState;
    const record = await findPeerRecord(db, authorityId);
    if (record === null || record.state === 'invited') return null;
    const folded = foldKnownHistory(record.history, realSuites);
    return folded.ok ? folded.value : null;
  };
}

/** What room agreements is given of keys: whose count, what we sign with at this moment, and the key events that say so. */
export function agreementKeys(files: AuthorityFiles) {
  return {
    suite: realSuites.suite,
    suites: realSuites,
    keyStateOf: keyStates(files),
    signer: () => ({ key: files.keys.dispatch, history: files.history }),
    /** Of ourselves and of every authority whose invitation is here; none of a stranger. */
    keyHistoryOf: async (db: Database, authorityId: string): Promise<readonly Uint8Array[]> => {
      if (authorityId === files.keyState.authorityId) return files.history;
      return (await findPeerRecord(db, authorityId))?.history ?? [];
    },
  };
}
