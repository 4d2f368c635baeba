// SPDX-License-Identifier: Apache-2.0
/**
 * Key proposals: key events on their way from the server to the holders of roots and back.
 *
 *     server      makes the private keys, writes the proposal: payloads, unsigned       keys rotate dispatch
 *     holder 1    reads what it says, adds a signature with one root                     keys sign
 *     holder 2    the same, on the same file or on a copy of its own                     keys sign
 *     server      joins the copies, checks everything as a peer will, and uses it        keys apply
 *
 * A proposal may hold several events, such as a new key and the end of the old one. Each names the digest of the one before it, and
 * digests do not depend on signatures; so a holder signs all of them at once, and none of them can be applied at another place.
 *
 * A root signs what its set may sign: the events up to a change of roots are for the present set, that change itself and what
 * follows it for the set it brings.
 */
import { fail, type Instant, type JsonValue, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { equalBytes, fromBase64, toBase64, utf8 } from '../encoding.ts';
import { addSignature, documentDigest, membersOf, readSigned, type SignedDocument, writeSigned } from '../signed-document.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import type { Suites } from '../suites/suites.ts';
import type { RootFile } from './authority-keys-file.ts';
import type { KeyChange, KeyEvent } from './key-change.ts';
import { keyEventType, readKeyEvent, writeKeyEvent } from './key-events.ts';
import { extendKeyState, foldKeyHistory, previewKeyEvent } from './key-history.ts';
import { type AuthorityId, isAuthorityId, isKeyId, keyIdOf } from './key-id.ts';
import type { KeyState } from './key-state.ts';

export interface KeyProposal {
  readonly authorityId: AuthorityId;
  readonly documents: readonly SignedDocument[];
  readonly events: readonly KeyEvent[];
}

const proposalFormat = 'comity-key-proposal/1';
/** A change that needs more events is several changes. */
const eventsMax = 16;

/** The unsigned events that carry out these changes, in this order, after this history. */
export function proposeKeyEvents(
  history: readonly Uint8Array[],
  changes: readonly KeyChange[],
  by: Suites & { readonly at: Instant },
): Result<KeyProposal> {
  const folded = foldKeyHistory(history, by);
  if (!folded.ok) return folded;
  let state = folded.value;
  const documents: SignedDocument[] = [];
  const events: KeyEvent[] = [];
  for (const content of changes) {
    const event: KeyEvent = { index: state.size, at: by.at, after: { authority: state.authorityId, prev: state.head }, content };
    const document: SignedDocument = { payloadType: keyEventType, payload: writeKeyEvent(event), signatures: [] };
    const next = previewKeyEvent(state, document, by);
    if (!next.ok) return next;
    documents.push(document);
    events.push(event);
    state = next.value;
  }
  return ok({ authorityId: state.authorityId, documents, events });
}

/** The proposal with the signatures that this root may give; an issue when there is none. */
export function signKeyProposal(proposal: KeyProposal, root: RootFile, suite: SignatureSuite): Result<KeyProposal> {
  if (root.authorityId !== proposal.authorityId) return refused('root', 'It is the root of another authority.');
  if (root.suite !== suite.name) return refused('root', `It is a root of the suite "${root.suite}", which is not known here.`);
  const keyId = keyIdOf('root', suite.name, root.key.publicKey);
  const documents = proposal.documents.map((document, position) => {
    const isSigned = document.signatures.some((signature) => signature.keyId === keyId);
    if (isSigned || !maySign(proposal.events, position, root)) return document;
    return addSignature(document, { suite, keyPair: root.key, keyId });
  });
  const isChanged = documents.some((document, position) => document !== proposal.documents[position]);
  if (!isChanged) return refused('root', 'This root has signed it already, or is not of the set that has to sign it.');
  return ok({ ...proposal, documents });
}

/** The set a change of roots brings signs that change and everything after it. */
function maySign(events: readonly KeyEvent[], position: number, root: RootFile): boolean {
  const changes = events.map(({ content }) => (content.kind === 'rotate-root' ? content.roots : null));
  const inForce = changes.slice(0, position + 1).findLast((roots) => roots !== null);
  const isIn = (roots: readonly Uint8Array[]): boolean => roots.some((one) => equalBytes(one, root.key.publicKey));
  if (inForce !== null && inForce !== undefined) return isIn(inForce);
  return !changes.some((roots) => roots !== null && isIn(roots));
}

/** Copies of one proposal joined: the signatures of all of them. */
export function joinKeyProposals(copies: readonly KeyProposal[]): Result<KeyProposal> {
  const [first, ...others] = copies;
  if (first === undefined) return refused('proposal', 'There is none.');
  const documents = [...first.documents];
  for (const copy of others) {
    const isSame =
      copy.documents.length === documents.length && copy.documents.every((one, at) => digestAt(documents, at) === documentDigest(one));
    if (!isSame) return refused('proposal', 'The files are not copies of one proposal.');
    for (const [position, { signatures }] of copy.documents.entries()) {
      const known = documents[position];
      if (known === undefined) continue;
      const more = signatures.filter((signature) => !known.signatures.some((one) => one.keyId === signature.keyId));
      documents[position] = { ...known, signatures: [...known.signatures, ...more] };
    }
  }
  return ok({ ...first, documents });
}

function digestAt(documents: readonly SignedDocument[], position: number): string | null {
  const document = documents[position];
  return document === undefined ? null : documentDigest(document);
}

/**
 * The events as they are appended to the history, when enough roots have signed each; else what is missing. Those that stand at its
 * end already are left out: a change that broke off between two of its events goes on where it stopped.
 */
export function finishKeyProposal(history: readonly Uint8Array[], proposal: KeyProposal, suites: Suites): Result<readonly Uint8Array[]> {
  const state = foldKeyHistory(history, suites);
  if (!state.ok) return state;
  if (proposal.documents.some((document) => document.signatures.length === 0))
    return refused('proposal', 'No root has signed it yet.', 'Carry it to the holders of roots: ./comity keys sign.');
  let before = state.value;
  const events: Uint8Array[] = [];
  const written = writtenAlready(history, proposal.documents);
  for (const [position, document] of proposal.documents.entries()) {
    if (position < written) continue;
    const event = writeSigned(withoutStrangers(document, proposal.events[position]?.content, before, suites.suite));
    const next = extendKeyState(before, [event], suites);
    if (!next.ok) return next;
    events.push(event);
    before = next.value;
  }
  return ok(events);
}

/** How many of the events stand at the end of the history; never all, since a change that is done is not done again. */
function writtenAlready(history: readonly Uint8Array[], documents: readonly SignedDocument[]): number {
  const wanted = documents.slice(0, -1).map(documentDigest);
  for (let count = Math.min(wanted.length, history.length); count > 0; count--) {
    const last = history.slice(-count).map((event) => readSigned(event));
    if (last.every((read, at) => read.ok && documentDigest(read.value) === wanted[at])) return count;
  }
  return 0;
}

/** A holder may have signed with a root of another set; that helps nothing, and must not spoil what the others signed. */
function withoutStrangers(
  document: SignedDocument,
  content: KeyEvent['content'] | undefined,
  before: KeyState,
  suite: SignatureSuite,
): SignedDocument {
  const roots = content?.kind === 'rotate-root' ? content.roots : before.roots.map((root) => root.publicKey);
  const known = new Set<string>(roots.map((publicKey) => keyIdOf('root', suite.name, publicKey)));
  const signatures = document.signatures.filter(({ keyId }) => known.has(keyId));
  return signatures.length === 0 ? document : { ...document, signatures };
}

export function writeKeyProposal({ authorityId, documents }: KeyProposal): Uint8Array {
  const events = documents.map(({ payload, signatures }) => ({
    payload: toBase64(payload),
    signatures: signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: toBase64(signature) })),
  }));
  return utf8(`${JSON.stringify({ format: proposalFormat, authorityId, events }, null, 2)}\n`);
}

/** Reads a proposal; its signatures are checked when it is applied. */
export function readKeyProposal(bytes: Uint8Array, name = 'proposal'): Result<KeyProposal> {
  const parsed = parseStrictJson(bytes, name, { bytesMax: 4_194_304, depthMax: 6 });
  if (!parsed.ok) return parsed;
  const [format, authorityId, entries] = membersOf(parsed.value, ['format', 'authorityId', 'events']) ?? [];
  if (format !== proposalFormat || !isAuthorityId(authorityId)) return refused(name, 'It is no proposal of key events.');
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > eventsMax)
    return refused(`${name}.events`, `It does not hold 1 to ${eventsMax} events.`);
  const documents: SignedDocument[] = [];
  const events: KeyEvent[] = [];
  for (const [index, entry] of entries.entries()) {
    const document = readEntry(entry);
    if (document === null) return refused(`${name}.events[${index}]`, 'It is damaged.');
    const event = readKeyEvent(document.payload, `${name}.events[${index}]`);
    if (!event.ok) return event;
    if (event.value.after?.authority !== authorityId) return refused(`${name}.events[${index}]`, 'It is of another authority.');
    documents.push(document);
    events.push(event.value);
  }
  return ok({ authorityId, documents, events });
}

function readEntry(entry: JsonValue): SignedDocument | null {
  const [payloadText, signatureEntries] = membersOf(entry, ['payload', 'signatures']) ?? [];
  const payload = typeof payloadText === 'string' ? fromBase64(payloadText) : null;
  if (payload === null || !Array.isArray(signatureEntries)) return null;
  const signatures = signatureEntries.map((one: JsonValue) => {
    const [keyId, sig] = membersOf(one, ['keyid', 'sig']) ?? [];
    const signature = typeof sig === 'string' ? fromBase64(sig) : null;
    return isKeyId(keyId) && signature !== null ? { keyId, signature } : null;
  });
  if (!signatures.every((signature) => signature !== null)) return null;
  return { payloadType: keyEventType, payload, signatures };
}

/** What a proposal says, in sentences for the holder of a root. */
export function proposalSentences(proposal: KeyProposal): string[] {
  return proposal.events.map(({ index, content }) => `${index}: ${sentenceOf(content)}`);
}

function sentenceOf(content: KeyEvent['content']): string {
  switch (content.kind) {
    case 'genesis':
      return 'begins a history';
    case 'add-key':
      return `adds a key for ${content.purpose}: ${keyIdOf(content.purpose, content.suite, content.publicKey)}`;
    case 'retire-key':
      return `retires ${content.keyId}; what it signed stays good`;
    case 'revoke-key':
      return `revokes ${content.keyId}; what it signed from entry ${content.suspectFrom} of the log on is suspect`;
    case 'rotate-root':
      return `replaces the roots: ${content.threshold} of ${content.roots.length} sign from then on`;
    case 'endpoint':
      return `announces the address ${content.url}`;
    case 'seal-epoch':
      return `plans ${content.epochs.length} keys for sealing, until ${content.epochs.at(-1)?.until ?? ''}`;
    case 'restore-epoch':
      return `announces return ${content.epoch} from a backup, at ${content.logSize} entries of the log (${content.seenSize} were seen by others)`;
    case 'close':
      return 'CLOSES THE AUTHORITY FOR GOOD';
  }
}

function refused(path: string, problem: string, remedy = 'Ask the operator for the right file.'): ReturnType<typeof fail> {
  return fail(path, problem, remedy);
}
