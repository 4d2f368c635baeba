// SPDX-License-Identifier: Apache-2.0
/**
 * Publishing an agreement, and reading one that others published.
 *
 *     XB, a party       the agreement has a clause that provides for publication -> one file: the agreement with all signatures, how
 *                       it stands, signed by XB, with the key histories of the parties
 *     XC, no party      reads the file: the statement is XB's, the text is whole, and each signature is checked as far as keys are
 *                       known -> the network of agreements shows it, marked as what it is
 *
 * What is published binds nobody here and decides nothing: no verdict and no permit ever comes of it. It only shows who can ask
 * whom for what elsewhere. So a signature that cannot be checked is marked and not refused; one that is known and does not hold is
 * refused, and so is a text that its own parties have not agreed to publish.
 *
 * Published is the text and its terms, which the clause is about. Papers bound to it, comments, and the reasons and words of
 * declarations are not in the file.
 */
import { canonicalJson, fail, failWith, type Instant, isInstant, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import {
  type AuthorityId,
  carryDocument,
  foldKeyHistory,
  fromBase64,
  type HeldKey,
  type KeyState,
  readCarried,
  type Suites,
  toBase64,
} from '../../seals/index.ts';
import { refOf, schemaIssues } from '../documents/agreement-document.ts';
import { type AgreementLife, noLife } from '../documents/agreement-life.ts';
import { checkSignatures, readSignedAgreement, type SignedAgreement } from '../documents/signed-agreement.ts';
import type { AgreementWire } from '../wire.ts';
import {
  type PublicationWire,
  publicationSchema,
  publishedFileSchema,
  type PublishedFileWire,
  publishedFormat,
  type SignatureCheck,
  signatureChecks,
} from './wire.ts';

export const publicationType = 'application/vnd.comity.publication+json';

export interface PublishedAgreement {
  readonly agreement: SignedAgreement;
  readonly publication: PublicationWire & { readonly at: Instant };
  readonly life: AgreementLife;
  /** Key states in the file, which prove identities and nothing more. */
  readonly carried: ReadonlyMap<AuthorityId, KeyState>;
}

/** The clause by which its parties let it be published; null where none does. */
export function publicationClause({ terms }: Pick<AgreementWire, 'terms'>): string | null {
  const found = terms.filter((term) => term.kind === 'publication');
  return found.every(({ isPublished }) => isPublished) ? (found[0]?.clause ?? null) : null;
}

/** The file to hand to anybody; refused where no clause provides for publication. The caller gives a file that all have signed. */
export function publishAgreement(
  input: { readonly agreement: SignedAgreement; readonly file: Uint8Array; readonly life: AgreementLife; readonly at: Instant },
  publisher: { readonly id: string; readonly key: HeldKey; readonly history: readonly Uint8Array[]; readonly suites: Suites },
  histories: readonly (readonly Uint8Array[])[],
): Result<Uint8Array> {
  const { agreement, file, life, at } = input;
  const clause = publicationClause(agreement.document);
  if (clause === null) {
    return fail(
      'terms',
      'No clause lets the parties publish this agreement.',
      'Negotiate a version with a term "publication", or leave it between the parties.',
    );
  }
  const publication: PublicationWire = { v: 1, publisher: publisher.id, agreement: refOf(agreement), clause, at, life: publicLife(life) };
  const { key, history, suites } = publisher;
  const payload = new TextEncoder().encode(canonicalJson(publication));
  const { document, history: own } = carryDocument({ payloadType: publicationType, payload, suite: suites.suite, key, history });
  const written: PublishedFileWire = {
    format: publishedFormat,
    statement: { document, history: [...own] },
    agreement: toBase64(file),
    histories: histories.filter(({ length }) => length > 0).map((events) => events.map(toBase64)),
  };
  return ok(new TextEncoder().encode(canonicalJson(written)));
}

/** Reasons and words of declarations are the parties' own. */
function publicLife({ suspensions, withdrawals, reservations }: AgreementLife): PublicationWire['life'] {
  return {
    suspensions: suspensions.map(({ party, by, from, until }) => ({ party, by, from, until })),
    withdrawals: withdrawals.map(({ party, noticeAt, endsAt }) => ({ party, noticeAt, endsAt })),
    reservations: reservations.map(({ party, from, clause, assistance }) => ({ party, from, clause, assistance: [...assistance] })),
  };
}

/** What the file says, when the statement is signed by a party, is about this text, and a clause of it lets it be published. */
export function readPublished(bytes: Uint8Array, suites: Suites): Result<PublishedAgreement> {
  const json = parseStrictJson(bytes, 'published agreement', { bytesMax: limits.importBytesMax, depthMax: 8 });
  if (!json.ok) return json;
  const file = publishedFileSchema.safeParse(json.value);
  if (!file.success) return failWith(schemaIssues(file.error.issues, 'published agreement'));
  const inside = fromBase64(file.data.agreement);
  if (inside === null) return refused('agreement', 'It is not written in strict base 64.');
  const agreement = readSignedAgreement(inside);
  if (!agreement.ok) return agreement;
  const publication = readStatement(file.data, agreement.value, suites);
  if (!publication.ok) return publication;
  const carried = readHistories(file.data.histories, suites);
  if (!carried.ok) return carried;
  const life = { ...noLife, ...withReasons(publication.value.life) };
  return ok({ agreement: agreement.value, publication: publication.value, life, carried: carried.value });
}

function readStatement(
  { statement }: PublishedFileWire,
  agreement: SignedAgreement,
  suites: Suites,
): Result<PublishedAgreement['publication']> {
  const read = readCarried(statement, publicationType, suites);
  if (!read.ok) return read;
  const parsed = publicationSchema.safeParse(read.value.payload);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues, 'statement'));
  const { publisher, at, agreement: ref, clause } = parsed.data;
  const { document, digest } = agreement;
  if (publisher !== read.value.signer) return refused('statement.publisher', 'It is not signed by the publisher whom it names.');
  if (!document.parties.some(({ authorityId }) => authorityId === publisher))
    return refused('statement.publisher', 'The publisher is not a party to the agreement.');
  if (!isInstant(at)) return refused('statement.at', 'It is not a moment.');
  if (ref.digest !== digest || ref.id !== document.id || ref.version !== document.version)
    return refused('statement.agreement', 'It is about another text than the one in the file.');
  if (publicationClause(document) !== clause)
    return refused('statement.clause', 'No such clause of the text lets its parties publish the agreement.');
  return ok({ ...parsed.data, at });
}

function readHistories(histories: PublishedFileWire['histories'], suites: Suites): Result<ReadonlyMap<AuthorityId, KeyState>> {
  const carried = new Map<AuthorityId, KeyState>();
  for (const [place, written] of histories.entries()) {
    const events = written.flatMap((event) => fromBase64(event) ?? []);
    if (events.length < written.length) return refused(`histories[${place}]`, 'It is not written in strict base 64.');
    const state = foldKeyHistory(events, suites);
    if (!state.ok) return failWith(state.issues.map((issue) => ({ ...issue, path: `histories[${place}]: ${issue.path}` })));
    carried.set(state.value.authorityId, state.value);
  }
  return ok(carried);
}

function withReasons({ suspensions, withdrawals, reservations }: PublicationWire['life']): Omit<AgreementLife, 'calendars'> {
  return {
    suspensions: suspensions.map((one) => ({ ...one, reason: '' })),
    withdrawals: withdrawals.map((one) => ({ ...one, reason: '' })),
    reservations: reservations.map((one) => ({ ...one, text: '' })),
  };
}

/**
 * How far the signature of each party was checked, in the order of the document. Refused where one is known and does not hold,
 * where a known party has not signed, and where there are fewer signatures than parties.
 */
export function checkPublished(
  { agreement, carried }: Pick<PublishedAgreement, 'agreement' | 'carried'>,
  confirmed: ReadonlyMap<AuthorityId, KeyState>,
  suites: Suites,
): Result<readonly { readonly party: AuthorityId; readonly checked: SignatureCheck }[]> {
  const { document, signed } = agreement;
  const parties = document.parties.map(({ authorityId }) => authorityId as AuthorityId);
  if (signed.signatures.length < parties.length) {
    return refused('agreement', `It bears ${signed.signatures.length} signatures, and its parties are ${parties.length}.`);
  }
  const byConfirmed = signersBy(agreement, confirmed, suites);
  if (!byConfirmed.ok) return byConfirmed;
  const left = new Map([...carried].filter(([party]) => !byConfirmed.value.has(party)));
  const byCarried = signersBy(agreement, left, suites);
  if (!byCarried.ok) return byCarried;
  const missing = parties.find(
    (party) => (confirmed.has(party) || carried.has(party)) && !byConfirmed.value.has(party) && !byCarried.value.has(party),
  );
  if (missing !== undefined) return refused(`agreement: signature of ${missing}`, 'It is missing, though keys of that party are known.');
  return ok(
    parties.map((party) => ({
      party,
      checked: byConfirmed.value.has(party) ? 'confirmed' : byCarried.value.has(party) ? 'by-its-own-keys' : 'unchecked',
    })),
  );
}

function signersBy(
  agreement: SignedAgreement,
  states: ReadonlyMap<AuthorityId, KeyState>,
  suites: Suites,
): Result<ReadonlySet<AuthorityId>> {
  const checked = checkSignatures(agreement, states, suites.suite);
  if (checked.ok) return ok(new Set(checked.value.map(({ party }) => party)));
  // That none of these parties has signed is no fault of a signature: who of them should have is looked at by the caller.
  return checked.issues.some(({ path }) => path.includes('signature of')) ? checked : ok(new Set());
}

/** Of all its signatures, the one that was checked least. */
export function leastChecked(parties: readonly { readonly checked: SignatureCheck }[]): SignatureCheck {
  return signatureChecks[Math.max(...parties.map(({ checked }) => signatureChecks.indexOf(checked)))] ?? 'unchecked';
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Ask the publisher for the file again, and compare the digest of the agreement by telephone.');
}
