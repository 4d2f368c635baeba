// SPDX-License-Identifier: Apache-2.0
/**
 * Making an authority: keys, data folder, database and the first officers, once.
 *
 * Every key is made here at first start from the system's randomness; nothing is shipped and nothing has a default. One of the
 * first officers is administrator, so that there is someone to make the others. The file by which a folder is known as an
 * authority's is written last, inside the transaction that adds the officers: a start that broke off can be repeated.
 */
import { strict as assert } from 'node:assert';
import { appendAudit } from '../audit/index.ts';
import { fail, type Instant, ok, type RandomBytes, type Result } from '../kernel/index.ts';
import { type CreatedOfficer, createOfficer, hasOfficers, type Role } from '../officers/index.ts';
import { type AuthorityId, foldKeyHistory, makeAuthority, realSuites } from '../seals/index.ts';
import { openAuthorityDatabase } from './authority-database.ts';
import type { Configuration } from './configuration.ts';
import { type AuthorityProfile, isInitialised, writeKeyFiles, writeProfile } from './data-folder-files.ts';
import type { DatabaseConnection } from './database.ts';
import { systemClock, systemRandom } from './machine/machine.ts';

export interface FirstOfficer {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export interface InitialiseOptions {
  readonly configuration: Pick<Configuration, 'folder' | 'databaseUrl' | 'postgresBin'>;
  readonly profile: AuthorityProfile;
  readonly officers: readonly FirstOfficer[];
  /** How many roots there are and how many must sign a key event: what it takes to change who the authority is. */
  readonly roots: { readonly count: number; readonly threshold: number };
  readonly onProgress: (sentence: string) => void;
  /** A database that is opened already by others, such as one of a test. */
  readonly connection?: DatabaseConnection;
  readonly clock?: () => Instant;
  readonly random?: RandomBytes;
}

export interface Initialised {
  readonly authorityId: AuthorityId;
  readonly officers: readonly CreatedOfficer[];
}

/** Makes the authority; the officers' passwords and authenticator secrets are in the answer and nowhere else. */
export async function initialiseAuthority(options: InitialiseOptions): Promise<Result<Initialised>> {
  const { configuration, profile, officers, onProgress, clock = systemClock, random = systemRandom } = options;
  const { folder } = configuration;
  if (isInitialised(folder)) {
    return fail(
      folder,
      'An authority lives in this folder already.',
      'Name another folder in COMITY_FOLDER, or start it with `./comity serve`.',
    );
  }
  const addresses = officers.map((officer) => officer.email.trim().toLowerCase());
  if (new Set(addresses).size < addresses.length)
    return fail('officers', 'Two of them have one e-mail address.', 'Give each an address of their own.');
  const now = clock();
  const made = makeAuthority({ ...realSuites, random, createdAt: now, rootCount: options.roots.count, threshold: options.roots.threshold });
  onProgress(`The authority is ${made.authorityId}.`);
  const opened = await openAuthorityDatabase(configuration, onProgress, options.connection);
  if (!opened.ok) return opened;
  const { database } = opened.value;
  try {
    if (await hasOfficers(database)) {
      return fail(folder, 'The database already has officers of another authority.', 'Give this authority a database of its own.');
    }
    await writeKeyFiles(folder, { profile, history: made.history, keys: made.keys, roots: made.roots });
    const keyState = foldKeyHistory(made.history, realSuites);
    if (!keyState.ok) return keyState;
    return await database.transaction().execute(async (tx): Promise<Result<Initialised>> => {
      const all: CreatedOfficer[] = [];
      for (const officer of officers) {
        const created = await createOfficer(tx, { ...officer, issuer: profile.name }, random, now);
        assert(created.ok, 'an empty database takes officers of different addresses');
        all.push(created.value);
      }
      const details = { authority: made.authorityId, keyState: keyState.value.head, keyEvents: keyState.value.size };
      await appendAudit(tx, { event: 'server.initialised', actor: 'operator', at: now, details }, random);
      await writeProfile(folder, profile);
      return ok({ authorityId: made.authorityId, officers: all });
    });
  } finally {
    await opened.value.close();
  }
}
