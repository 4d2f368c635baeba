// SPDX-License-Identifier: Apache-2.0
/**
 * How an agreement comes into force at one server: its text is stored, each party's signature is added, and from the last
 * signature on (and its own date) it decides.
 *
 *     store text -> draft -> own signature -> partly signed -> file goes round -> the others' signatures -> in force
 *
 * A signature counts only after it was checked against the key state that the fingerprint ceremony made known; a file may
 * hold signatures of parties not known here, and these are left for later. Every step is one transaction, with its entries
 * in the log at its end.
 */
import { fail, failWith, type Instant, ok, type Result, type Database, type Transaction } from '../kernel/index.ts';
import { type AuthorityId, type AuthorityKeys, type Digest, isLetterId, type KeyState, type SignatureSuite } from '../seals/index.ts';
import { type ReadAgreement, readAgreement } from './documents/agreement-document.ts';
import { lintAmong } from './documents/lint-precedence.ts';
import { type CheckedSignature, checkSignatures, readSignedAgreement, signAgreementFile } from './documents/signed-agreement.ts';
import { isReplaced } from './verdicts/agreement-index.ts';
import {
  agreementsInForce,
  insertAgreement,
  insertPaperSignatures,
  insertSignatures,
  isSignedByAll,
  lockAgreement,
  type StoredAgreement,
} from './store.ts';

/** What this room tells the log; the server gives it a function that appends in the same transaction. */
export interface AgreementAuditEntry {
  readonly event:
    | 'agreement.stored'
    | 'agreement.signed'
    | 'agreement.signature-admitted'
    | 'agreement.paper-signature-attested'
    | 'agreement.in-force'
    | 'agreement.published'
    | 'agreement.published-taken'
    | 'agreement.published-removed';
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}
export type AgreementAudit = (tx: Transaction, entry: AgreementAuditEntry) => Promise<unknown>;

export interface AgreementDeps {
  readonly db: Database;
  readonly ownKeys: Pick<AuthorityKeys, 'authorityId' | 'dispatch'>;
  readonly suite: SignatureSuite;
  /** The confirmed key state of an authority, our own included; null while it is a stranger. */
  readonly keyStateOf: (db: Database, authorityId: AuthorityId) => Promise<KeyState | null>;
  readonly audit: AgreementAudit;
  readonly announce: (tx: Transaction, topic: 'agreements') => Promise<void>;
}

/** Who does it, an officer or the server by identifier, and when. */
interface Doing {
  readonly actor: string;
  readonly now: Instant;
}

/** Stores the text of an agreement among us and others; it binds nobody yet. Storing it again changes nothing. */
export async function admitAgreement(
  tx: Transaction,
  deps: AgreementDeps,
  input: Doing & { readonly bytes: Uint8Array },
): Promise<Result<{ readonly digest: Digest }>> {
  const read = readAgreement(input.bytes);
  if (!read.ok) return read;
  const stored = await storeText(tx, deps, read.value, input);
  if (!stored.ok) return stored;
  for (const entry of stored.value) await deps.audit(tx, entry);
  return ok({ digest: read.value.digest });
}

/** Signs a stored agreement with our dispatch key. Signing again changes nothing; null when it is not here. */
export async function signAgreement(
  tx: Transaction,
  deps: AgreementDeps,
  input: Doing & { readonly digest: string },
): Promise<{ readonly digest: Digest } | null> {
  const stored = await lockAgreement(tx, input.digest);
  if (stored === null) return null;
  const { agreement } = stored;
  const { authorityId, dispatch } = deps.ownKeys;
  const isParty = agreement.document.parties.some((party) => party.authorityId === authorityId);
  if (!isParty || stored.signatures.some(({ party }) => party === authorityId)) return { digest: agreement.digest };
  const { signed } = signAgreementFile(agreement, null, { suite: deps.suite, keyPair: dispatch, keyId: dispatch.keyId });
  const own = signed.signatures.map(({ keyId, signature }) => ({ party: authorityId, keyId, signature }));
  for (const entry of await addSignatures(tx, deps, stored, own, input)) await deps.audit(tx, entry);
  return { digest: agreement.digest };
}

/** Takes a signed file from another party: the text if it is new here, and every signature that holds and was missing. */
export async function admitSignedAgreement(
  tx: Transaction,
  deps: AgreementDeps,
  input: Doing & { readonly bytes: Uint8Array },
): Promise<Result<{ readonly digest: Digest }>> {
  const file = readSignedAgreement(input.bytes);
  if (!file.ok) return file;
  const { document, digest } = file.value;
  const states = new Map<AuthorityId, KeyState>();
  for (const party of document.parties) {
    const id = party.authorityId as AuthorityId;
    const state = await deps.keyStateOf(tx, id);
    if (state !== null) states.set(id, state);
  }
  const checked = checkSignatures(file.value, states, deps.suite);
  if (!checked.ok) return checked;
  const text = await storeText(tx, deps, file.value, input);
  if (!text.ok) return text;
  const stored = await lockAgreement(tx, digest);
  if (stored === null) throw new Error('an agreement that was just stored is not there');
  const entries = [...text.value, ...(await addSignatures(tx, deps, stored, checked.value, input))];
  for (const entry of entries) await deps.audit(tx, entry);
  return ok({ digest });
}

/** What an agreement that was signed on paper rests on here. */
export interface SignedPaper {
  /** Digest of its scan. */
  readonly scan: string;
  /** The day that stands beside the signatures. */
  readonly signedOn: string;
  /** Our officers who compared the text with the scan, whoever transcribed it first. */
  readonly attestedBy: readonly string[];
}

/**
 * Takes the transcription of an agreement that was signed on paper with authorities known by letter: our own signature is made over
 * it, and that theirs stand on the paper is attested by two officers. It decides from then on like any other; but no copy of it
 * shows anybody a signature of theirs, and so it is never sent.
 */
export async function admitPaperAgreement(
  tx: Transaction,
  deps: AgreementDeps,
  input: Doing & { readonly bytes: Uint8Array; readonly paper: SignedPaper },
): Promise<Result<{ readonly digest: Digest }>> {
  const { actor, now, paper } = input;
  const read = readAgreement(input.bytes);
  if (!read.ok) return read;
  const { document, digest } = read.value;
  const others = document.parties.map(({ authorityId }) => authorityId).filter((id) => id !== deps.ownKeys.authorityId);
  if (!others.every(isLetterId)) {
    const remedy = 'Agree with it between servers: propose the text to it under Negotiations.';
    return fail('parties', 'A party has a server of its own, and can sign there.', remedy);
  }
  const admitted = await admitAgreement(tx, deps, input);
  if (!admitted.ok) return admitted;
  await signAgreement(tx, deps, { actor, now, digest });
  const stored = await lockAgreement(tx, digest);
  if (stored === null) throw new Error('an agreement that was just stored is not there');
  const added = await insertPaperSignatures(tx, digest, { ...paper, parties: others }, now);
  const about = { agreement: digest, agreementId: document.id, version: document.version };
  for (const party of added)
    await deps.audit(tx, { event: 'agreement.paper-signature-attested', actor, at: now, details: { ...about, party, file: paper.scan } });
  const signed = [...stored.signatures, ...others.map((party) => ({ party }))];
  if (added.length > 0 && isSignedByAll(stored.agreement, signed))
    await deps.audit(tx, { event: 'agreement.in-force', actor, at: now, details: { ...about, at: document.inForceFrom } });
  await deps.announce(tx, 'agreements');
  return ok({ digest });
}

async function storeText(
  tx: Transaction,
  deps: AgreementDeps,
  agreement: ReadAgreement,
  { actor, now }: Doing,
): Promise<Result<readonly AgreementAuditEntry[]>> {
  const { document, digest, bytes } = agreement;
  if (!document.parties.some((party) => party.authorityId === deps.ownKeys.authorityId)) {
    return fail('parties', 'This authority is not a party to the agreement.', 'Store agreements where their parties are.');
  }
  const index = await agreementsInForce(tx);
  const inForce = [...index.byDigest.values()].filter(({ ref }) => !isReplaced(index, ref.digest, now)).map(({ known }) => known.document);
  const amongOthers = lintAmong(document, inForce).filter(({ severity }) => severity === 'error');
  if (amongOthers.length > 0) return failWith(amongOthers.map(({ path, problem, remedy }) => ({ path, problem, remedy })));
  const outcome = await insertAgreement(tx, { agreement, by: actor, at: now });
  if (outcome === 'taken') {
    return fail(
      'version',
      `Version ${document.version} of this agreement is here already with another text.`,
      'Give the changed text the next version.',
    );
  }
  if (outcome === 'known') return ok([]);
  await deps.announce(tx, 'agreements');
  return ok([
    {
      event: 'agreement.stored',
      actor,
      at: now,
      details: { agreement: digest, agreementId: document.id, version: document.version, size: bytes.length },
    },
  ]);
}

async function addSignatures(
  tx: Transaction,
  deps: AgreementDeps,
  stored: StoredAgreement,
  checked: readonly CheckedSignature[],
  { actor, now }: Doing,
): Promise<readonly AgreementAuditEntry[]> {
  const { document, digest } = stored.agreement;
  const added = await insertSignatures(tx, digest, checked, now);
  if (added.length === 0) return [];
  await deps.announce(tx, 'agreements');
  const about = { agreement: digest, agreementId: document.id, version: document.version };
  const entries: AgreementAuditEntry[] = checked
    .filter(({ party }) => added.includes(party))
    .map(({ party, keyId }) => {
      const isOwn = party === deps.ownKeys.authorityId;
      return {
        event: isOwn ? 'agreement.signed' : 'agreement.signature-admitted',
        actor,
        at: now,
        details: { ...about, party, key: keyId },
      };
    });
  const signatures = [...stored.signatures, ...added.map((party) => ({ party }))];
  const isComplete = isSignedByAll(stored.agreement, signatures);
  return isComplete
    ? [...entries, { event: 'agreement.in-force', actor, at: now, details: { ...about, at: document.inForceFrom } }]
    : entries;
}
