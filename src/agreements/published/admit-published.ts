// SPDX-License-Identifier: Apache-2.0
/**
 * Publishing one's own agreement and taking in what others published, each as one step with its entry in the log.
 *
 * Refused besides what does not hold (published-agreement.ts): a text that we are a party to, since our own copy is the one that
 * counts; a text under the identifier of one of our agreements, which would otherwise look like a later version of it; a second text
 * for one version; and a text that closes a circle of precedence among those known here.
 */
import { fail, failWith, type Instant, ok, type Result, type Transaction } from '../../kernel/index.ts';
import type { AuthorityId, HeldKey, KeyState, Suites } from '../../seals/index.ts';
import type { AgreementDeps } from '../admit-agreement.ts';
import { noLife } from '../documents/agreement-life.ts';
import { lintAmong } from '../documents/lint-precedence.ts';
import { readSignedAgreement } from '../documents/signed-agreement.ts';
import { readStoredAgreement, signedAgreementFile } from '../store.ts';
import { isReplaced } from '../verdicts/agreement-index.ts';
import { checkPublished, publishAgreement, readPublished } from './published-agreement.ts';
import { agreementsShown, keepPublished, removePublished } from './store.ts';

export interface PublishingDeps extends AgreementDeps {
  readonly suites: Suites;
  /** What we sign with at this moment, and the history that says so. */
  readonly signer: () => { readonly key: HeldKey; readonly history: readonly Uint8Array[] };
  /** The key events of an authority that are known here, our own included; empty for a stranger. */
  readonly keyHistoryOf: (db: Transaction, authorityId: AuthorityId) => Promise<readonly Uint8Array[]>;
}

/** Who does it, an officer or the server by identifier, and when. */
interface Doing {
  readonly actor: string;
  readonly now: Instant;
}

/** The file to hand to anybody; null when the agreement is not here. */
export async function publishOwn(
  tx: Transaction,
  deps: PublishingDeps,
  { digest, actor, now }: Doing & { readonly digest: string },
): Promise<Result<Uint8Array> | null> {
  const stored = await readStoredAgreement(tx, digest);
  if (stored === null) return null;
  const { agreement, isSigned } = stored;
  const file = await signedAgreementFile(tx, digest);
  if (!isSigned || file === null)
    return fail('agreement', 'Not all parties have signed it.', 'Publish it once it is in force among all of them.');
  const signed = readSignedAgreement(file);
  if (!signed.ok) return signed;
  const histories: (readonly Uint8Array[])[] = [];
  for (const { authorityId } of agreement.document.parties) histories.push(await deps.keyHistoryOf(tx, authorityId as AuthorityId));
  const publisher = { id: deps.ownKeys.authorityId, suites: deps.suites, ...deps.signer() };
  const input = { agreement: signed.value, file, life: agreement.life ?? noLife, at: now };
  const published = publishAgreement(input, publisher, histories);
  if (!published.ok) return published;
  const { id: agreementId, version } = agreement.document;
  const details = { agreement: digest, agreementId, version, size: published.value.length };
  await deps.audit(tx, { event: 'agreement.published', actor, at: now, details });
  return published;
}

export async function takePublished(
  tx: Transaction,
  deps: PublishingDeps,
  { bytes, actor, now }: Doing & { readonly bytes: Uint8Array },
): Promise<Result<{ readonly digest: string }>> {
  const read = readPublished(bytes, deps.suites);
  if (!read.ok) return read;
  const { document, digest } = read.value.agreement;
  const among = await foreignAmong(tx, deps, document, now);
  if (!among.ok) return among;
  const confirmed = new Map<AuthorityId, KeyState>();
  for (const { authorityId } of document.parties) {
    const state = await deps.keyStateOf(tx, authorityId as AuthorityId);
    if (state !== null) confirmed.set(authorityId as AuthorityId, state);
  }
  const checks = checkPublished(read.value, confirmed, deps.suites);
  if (!checks.ok) return checks;
  const kept = await keepPublished(tx, read.value, { file: bytes, checks: checks.value, by: actor, at: now });
  if (kept === 'taken') {
    return fail(
      'version',
      `Version ${document.version} of this agreement was published to us with another text.`,
      'Ask both publishers for the digest of the text, and remove the one that is wrong.',
    );
  }
  if (kept === 'kept') {
    const { publisher, at } = read.value.publication;
    const details = { agreement: digest, agreementId: document.id, version: document.version, peer: publisher, at };
    await deps.audit(tx, { event: 'agreement.published-taken', actor, at: now, details });
    await deps.announce(tx, 'agreements');
  }
  return ok({ digest });
}

async function foreignAmong(
  tx: Transaction,
  deps: PublishingDeps,
  document: Parameters<typeof lintAmong>[0],
  now: Instant,
): Promise<Result<null>> {
  if (document.parties.some(({ authorityId }) => authorityId === deps.ownKeys.authorityId)) {
    return fail('parties', 'This authority is a party to it.', 'Take the agreement file with its signatures instead.');
  }
  const own = await agreementsShown(tx, false);
  if ([...own.byDigest.values()].some(({ ref }) => ref.id === document.id))
    return fail('id', 'One of our own agreements bears this identifier.', 'Ask the publisher what this text is.');
  const shown = await agreementsShown(tx, true);
  const others = [...shown.byDigest.values()].filter(({ ref }) => !isReplaced(shown, ref.digest, now)).map(({ known }) => known.document);
  const wrong = lintAmong(document, others).filter(({ severity }) => severity === 'error');
  return wrong.length > 0 ? failWith(wrong.map(({ path, problem, remedy }) => ({ path, problem, remedy }))) : ok(null);
}

/** False when it is not here. */
export async function dropPublished(
  tx: Transaction,
  deps: PublishingDeps,
  { digest, actor, now }: Doing & { readonly digest: string },
): Promise<boolean> {
  if (!(await removePublished(tx, digest))) return false;
  await deps.audit(tx, { event: 'agreement.published-removed', actor, at: now, details: { agreement: digest } });
  await deps.announce(tx, 'agreements');
  return true;
}
