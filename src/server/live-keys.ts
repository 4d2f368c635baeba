// SPDX-License-Identifier: Apache-2.0
/**
 * Live keys: the authority's key history and private keys as they are at this moment, for a server that is not stopped when they
 * change.
 *
 *     ./comity keys apply     writes the new events under history/, then moves the keys in keys.json
 *     every two seconds       the server looks whether history/ has grown; then it reads and checks everything as at its start,
 *                             and only when all holds are the new keys used
 *     every minute            the key for sealing follows its epochs; private keys nothing can be sealed for any more are destroyed
 *
 * Everybody who was given these values reads them when they are needed and keeps no copy. Files that do not hold change nothing:
 * the server goes on with what it has, and says so in its log.
 */
import type { Instant, RandomBytes } from '../kernel/index.ts';
import { validityMsMax } from '../exchange/index.ts';
import { type AuthorityKeys, endedMoments, type HeldKey, settledKeys, withoutDeadSeals } from '../seals/index.ts';
import { type AuthorityFiles, historyLength, readAuthorityFiles, readKeys, withKeysLock, writeKeys } from './data-folder-files.ts';
import type { Log } from './log.ts';

export interface LiveKeys {
  readonly files: AuthorityFiles;
  /** True when the files held more than before and are used from now on. */
  readonly reload: () => Promise<boolean>;
  /** Follows the clock; says how many private keys were destroyed. */
  readonly settle: (now: Instant) => Promise<number>;
}

export function openLiveKeys(
  first: AuthorityFiles,
  given: { readonly folder: string; readonly random: RandomBytes; readonly log: Log },
): LiveKeys {
  const { folder, random, log } = given;
  let current = first;
  return {
    files: filesThatFollow(() => current),
    async reload() {
      if ((await historyLength(folder)) <= current.history.length) return false;
      const read = await readAuthorityFiles(folder, random);
      if (!read.ok) {
        log.warn('the key history has grown and cannot be used: ./comity doctor says why');
        return false;
      }
      current = read.value;
      log.info('the key history has grown', { count: current.history.length });
      return true;
    },
    async settle(now) {
      const settled = settledKeys(current.keys, current.keyState, now);
      const left = withoutDeadSeals(settled, { endedAt: endings(current), windowMs: validityMsMax, now });
      const destroyed = settled.former.length - left.former.length;
      current = { ...current, keys: left };
      // The file is written only when something is destroyed; an order of keys alone follows from the history at every start.
      const kept = new Set(left.former.map((key) => key.keyId));
      if (destroyed > 0) await destroyInFile(folder, new Set(settled.former.map((key) => key.keyId).filter((keyId) => !kept.has(keyId))));
      return destroyed;
    },
  };
}

/** The file may hold keys that were made since it was read; so it is read again, and only these keys leave it. */
async function destroyInFile(folder: string, destroyed: ReadonlySet<string>): Promise<void> {
  await withKeysLock(folder, async () => {
    const keys = await readKeys(folder);
    if (!keys.ok) return;
    const without = (list: readonly HeldKey[]): HeldKey[] => list.filter((key) => !destroyed.has(key.keyId));
    await writeKeys(folder, { ...keys.value, waiting: without(keys.value.waiting), former: without(keys.value.former) });
  });
}

/** When a key for sealing ended: at the end of its epoch, or at the event that retired or revoked it. */
function endings({ keyState, history }: AuthorityFiles): (keyId: string) => Instant | null {
  const ended = keyState.keys.flatMap(({ keyId, retiredAt, revokedAt }) => {
    const index = retiredAt ?? revokedAt;
    return index === null ? [] : [{ keyId, index }];
  });
  const moments = endedMoments(history, ended);
  return (keyId) => {
    const key = keyState.keys.find((one) => one.keyId === keyId);
    if (key === undefined) return null;
    return moments.get(key.keyId) ?? key.epoch?.until ?? null;
  };
}

function filesThatFollow(current: () => AuthorityFiles): AuthorityFiles {
  const keys: AuthorityKeys = {
    get authorityId() {
      return current().keys.authorityId;
    },
    get dispatch() {
      return current().keys.dispatch;
    },
    get seal() {
      return current().keys.seal;
    },
    get log() {
      return current().keys.log;
    },
    get transport() {
      return current().keys.transport;
    },
    get waiting() {
      return current().keys.waiting;
    },
    get former() {
      return current().keys.former;
    },
  };
  return {
    keys,
    get profile() {
      return current().profile;
    },
    get history() {
      return current().history;
    },
    get keyState() {
      return current().keyState;
    },
    get houseRules() {
      return current().houseRules;
    },
  };
}
