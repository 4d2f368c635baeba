// SPDX-License-Identifier: Apache-2.0
/** Whom a session or a key of the portal stands for: asked by the server before each call of a firm. */
import type { CallReporter, Database, Instant } from '../../kernel/index.ts';
import { isSessionToken, sessionTokenDigest } from '../../officers/index.ts';
import { findKeyFirm, findPersonSession } from './store.ts';

export interface FoundReporter {
  readonly reporter: CallReporter;
  /** Null for a program. */
  readonly csrfToken: string | null;
}

export async function findReporter(
  db: Database,
  shown: { readonly token: string | null; readonly key: string | null },
  now: Instant,
): Promise<FoundReporter | null> {
  if (shown.key !== null) {
    const firm = isSessionToken(shown.key) ? await findKeyFirm(db, sessionTokenDigest(shown.key), now) : null;
    return firm === null ? null : { reporter: { firm: firm.id, person: null }, csrfToken: null };
  }
  const session = shown.token === null ? null : await findPersonSession(db, shown.token, now);
  if (session === null) return null;
  return { reporter: { firm: session.firm.id, person: session.person.id }, csrfToken: session.csrfToken };
}
