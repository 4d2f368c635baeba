// SPDX-License-Identifier: Apache-2.0
/**
 * Making an authority: keys, data folder, database and the first officer, once.
 *
 * Every key is made here at first start from the system's randomness; nothing is shipped and nothing has a default. The
 * first officer is administrator, so that there is someone to make the others. Files are written last: a start that broke
 * off before can simply be repeated.
 */
import { randomBytes } from 'node:crypto';
import { appendAudit } from '../audit/index.ts';
import { fail, type Instant, instantFromMs, ok, type RandomBytes, type Result } from '../kernel/index.ts';
import { type CreatedOfficer, createOfficer, hasOfficers, type Role } from '../officers/index.ts';
import { type AuthorityId, makeAuthority, realSuites } from '../seals/index.ts';
import { openAuthorityDatabase } from './authority-database.ts';
import type { Configuration } from './configuration.ts';
import { type AuthorityProfile, isInitialised, writeAuthorityFiles } from './data-folder-files.ts';

export const systemClock = (): Instant => instantFromMs(Date.now());
export const systemRandom: RandomBytes = (count) => new Uint8Array(randomBytes(count));

export interface FirstOfficer {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export interface Initialised {
  readonly authorityId: AuthorityId;
  readonly officers: readonly CreatedOfficer[];
}

/** Makes the authority and its first officers; their passwords and authenticator secrets are in the answer and nowhere else. */
export async function initialiseAuthority(
  configuration: Configuration,
  profile: AuthorityProfile,
  officers: readonly FirstOfficer[],
  onProgress: (sentence: string) => void,
): Promise<Result<Initialised>> {
  if (isInitialised(configuration.folder)) {
    return fail(configuration.folder, 'An authority lives in this folder already.', 'Name another folder in COMITY_FOLDER, or start it with `./comity serve`.');
  }
  const now = systemClock();
  const made = makeAuthority({ ...realSuites, random: systemRandom, createdAt: now });
  onProgress(`The authority is ${made.authorityId}.`);
  const opened = await openAuthorityDatabase(configuration, onProgress);
  if (!opened.ok) return opened;
  const { database } = opened.value;
  try {
    if (await hasOfficers(database)) {
      return fail(configuration.folder, 'The database already has officers of another authority.', 'Give this authority a database of its own.');
    }
    const created = await database.transaction().execute(async (tx) => {
      const all: CreatedOfficer[] = [];
      for (const officer of officers) all.push(await createOfficer(tx, { ...officer }, systemRandom, now));
      await appendAudit(tx, { event: 'server.initialised', actor: made.authorityId, at: now, details: {} }, systemRandom);
      return all;
    });
    await writeAuthorityFiles(configuration.folder, { profile, history: made.history, keys: made.keys, roots: made.roots });
    return ok({ authorityId: made.authorityId, officers: created });
  } finally {
    await opened.value.close();
  }
}
