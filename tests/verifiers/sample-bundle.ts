// SPDX-License-Identifier: Apache-2.0
/**
 * A bundle made by hand for the tests of the verifier: two authorities with real keys, their signed arrangement, a request, an
 * acknowledgement and a reply with one record, receipts, two items of evidence, and a log of the exporter. It is made without the rooms that make
 * bundles, from the pages alone; so the verifier is held against the format and not against its maker.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  type Act,
  askAct,
  bilateralArrangement,
  buildCondition,
  decideUnder,
  everyDatumConditioned,
  knownAgreement,
  noFacts,
  readAgreement,
  refOf,
  replyLimits,
  signAgreementFile,
  stepDigestOf,
  verdictDigest,
} from '../../src/agreements/index.ts';
import { sampleParties } from '../../src/agreements/samples/sample-parties.test.ts';
import { addMs, canonicalJson, type Instant, type JsonValue, newId, type RandomBytes } from '../../src/kernel/index.ts';
import {
  bodyRootOf,
  type BundleFile,
  appendKeyEvent,
  type AuthorityKeys,
  bundleLayout,
  bundleManifest,
  certificateType,
  dispatchType,
  type Digest,
  documentDigest,
  foldKeyHistory,
  type HeldKey,
  inclusionProof,
  type KeyChange,
  listedFiles,
  logBodyDigest,
  logLeafHash,
  makeAuthority,
  manifestPath,
  readSigned,
  realSuites,
  receiptType,
  rootOf,
  signCheckpoint,
  signDocument,
  signDocuments,
  toBase64,
  toHex,
  writeSigned,
  writeStoredZip,
  writeWholeBody,
} from '../../src/seals/index.ts';
import { type CustodyLies, sampleCustody } from './sample-custody.ts';

const friday = '2026-11-20T15:30:00.000Z' as Instant;
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

export interface SampleBundle {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly xa: { readonly id: string; readonly dispatchKey: HeldKey };
  readonly xb: { readonly id: string; readonly dispatchKey: HeldKey };
}

/** What a test may change before everything is signed: an author who lies under his own signature. */
export interface Lies {
  readonly dispatch?: (payload: Record<string, unknown>, position: number) => Record<string, unknown>;
  readonly receipt?: (payload: Record<string, unknown>) => Record<string, unknown>;
  /** How far the key histories went, as the entry of a dispatch says. */
  readonly keyPlaces?: (keys: Record<string, unknown>, position: number) => Record<string, unknown>;
  /** Events that follow in the history of one side, made by its only root. */
  readonly later?: { readonly side: 'xa' | 'xb'; readonly changes: (own: AuthorityKeys) => readonly KeyChange[] };
  readonly proof?: (proof: Record<string, unknown>) => Record<string, unknown>;
  /** Signs the agreement with these only. */
  readonly signers?: readonly ('xa' | 'xb')[];
  /** Signs the agreement with this key in place of the first one of a side. */
  readonly agreementKey?: { readonly side: 'xa' | 'xb'; readonly key: HeldKey };
  readonly certificate?: Record<string, unknown>;
  readonly custody?: CustodyLies;
}

/** The same seed gives the same keys and the same case; XA exports. Each round is a question of XB and the answer of XA. */
export function sampleBundle(seed: string, lies: Lies = {}, rounds = 0): SampleBundle {
  let drawn = 0;
  const random: RandomBytes = (count) => {
    const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`${seed} ${drawn++}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, count));
  };
  const made = { xa: authority(random), xb: authority(random) };
  const parties = [
    { ...sampleParties.xa, authorityId: made.xa.authorityId },
    { ...sampleParties.xb, authorityId: made.xb.authorityId },
  ];
  const read = readAgreement(bytesOf(bilateralArrangement({ parties, inForceFrom: '2026-01-01T00:00:00.000Z' as Instant })));
  assert(read.ok);
  const story = dispatchesOf({ xa: made.xa.authorityId, xb: made.xb.authorityId }, knownAgreement(read.value.document), random, rounds);
  const log = newLog(random);
  const files: BundleFile[] = [];
  const entries: { digest: Digest; index: number }[] = [];
  for (const [position, payload] of story.entries()) {
    const from = payload['from'] === made.xa.authorityId ? made.xa : made.xb;
    const to = from === made.xa ? made.xb : made.xa;
    const { body, ...rest } = lies.dispatch?.(payload, position) ?? payload;
    const bodySeed = seedOf(position);
    const signed = sign(dispatchType, { ...rest, bodyRoot: bodyRootOf(body as JsonValue, bodySeed) }, from.keys.dispatch);
    const keys = lies.keyPlaces?.(keyPlaces(made), position) ?? keyPlaces(made);
    const index = log.append(from === made.xa ? 'dispatch.queued' : 'dispatch.admitted', { dispatch: signed.digest, ...keys });
    log.append('record.used', { dispatch: `sha256:${'00'.repeat(32)}` });
    const receipt = {
      v: 1,
      state: 'delivered',
      dispatch: signed.digest,
      from: to.authorityId,
      to: from.authorityId,
      at: addMs(friday, (position + 1) * 60_000),
      logIndex: to === made.xa ? index : position,
      code: null,
      reason: null,
      isRetryable: false,
    };
    entries.push({ digest: signed.digest, index });
    files.push({ path: bundleLayout.dispatch(position + 1), bytes: signed.bytes });
    files.push({ path: bundleLayout.body(signed.digest), bytes: writeWholeBody(body as JsonValue, bodySeed) });
    files.push({
      path: bundleLayout.receipt(signed.digest),
      bytes: signReceipt(lies.receipt?.(receipt) ?? receipt, to.keys.dispatch),
    });
  }
  const custody = sampleCustody(String(story[0]?.['caseRef']), log, lies.custody);
  files.push(...custody());
  for (const { digest, index } of entries) {
    const proof = log.prove(index);
    files.push({ path: bundleLayout.proof(digest), bytes: bytesOf(lies.proof?.(proof) ?? proof) });
  }
  const note = signCheckpoint({ origin: `${made.xa.authorityId}/acts`, ...log.head() }, made.xa.keys.log);
  files.push({ path: bundleLayout.checkpoint, bytes: new TextEncoder().encode(note) });
  const signers = (lies.signers ?? ['xa', 'xb']).map((name) =>
    lies.agreementKey?.side === name ? lies.agreementKey.key : made[name].keys.dispatch,
  );
  const [first, ...more] = signers.map((key) => ({ suite: realSuites.suite, keyPair: key, keyId: key.keyId }));
  assert(first !== undefined);
  const file = more.reduce(
    (sofar, signer) => signAgreementFile(read.value, sofar.signed, signer),
    signAgreementFile(read.value, null, first),
  );
  files.push({ path: bundleLayout.agreement(read.value.digest), bytes: writeSigned(file.signed) });
  for (const one of [made.xa, made.xb]) {
    for (const [index, event] of grownHistory(
      one,
      lies.later?.side === (one === made.xa ? 'xa' : 'xb') ? lies.later.changes(one.keys) : [],
    ).entries())
      files.push({ path: bundleLayout.keyEvent(one.authorityId, index + 1), bytes: event });
  }
  files.push({ path: bundleLayout.summary, bytes: new TextEncoder().encode('# The case\n') });
  files.push({ path: bundleLayout.certificatePage, bytes: new TextEncoder().encode('<h1>Certificate</h1>') });
  files.push({ path: bundleLayout.readme, bytes: new TextEncoder().encode('How to check it.\n') });
  const plain = new Map(files.map((one): [string, Uint8Array] => [one.path, one.bytes]));
  const sides = [made.xa, made.xb].map((one) => ({ id: one.authorityId as string, dispatchKey: one.keys.dispatch }));
  const [xa, xb] = sides;
  assert(xa !== undefined && xb !== undefined);
  const head = log.head();
  const certificate = {
    v: 1,
    format: 'comity-bundle/2',
    caseRef: story[0]?.['caseRef'],
    exportedBy: made.xa.authorityId,
    officer: 'off_sample',
    exportedAt: addMs(friday, 3_600_000),
    recipient: 'the Court of XA',
    purpose: null,
    software: { name: 'comity', version: '0.0.0' },
    log: { origin: `${made.xa.authorityId}/acts`, size: head.size, root: toBase64(head.root) },
    withheld: [],
    ...lies.certificate,
  };
  return { files: certifiedAnew(plain, certificate, xa.dispatchKey), xa, xb };
}

/** The files with a certificate that lists them, signed with this key: what an exporter who tampers would hand out. */
export function signedAnew(files: ReadonlyMap<string, Uint8Array>, key: HeldKey): Map<string, Uint8Array> {
  const certificate = readSigned(files.get(bundleLayout.certificate) ?? new Uint8Array());
  assert(certificate.ok);
  return certifiedAnew(files, JSON.parse(new TextDecoder().decode(certificate.value.payload)) as Record<string, unknown>, key);
}

function certifiedAnew(
  files: ReadonlyMap<string, Uint8Array>,
  certificate: Record<string, unknown>,
  key: HeldKey,
): Map<string, Uint8Array> {
  const plain = new Map(files);
  for (const path of [manifestPath, bundleLayout.certificate]) plain.delete(path);
  const listed = [...plain].filter(([path]) => path !== bundleLayout.withheld).map(([path, bytes]) => ({ path, bytes }));
  const payload = bytesOf({ ...certificate, files: listedFiles(listed, rootsIn(plain)) });
  const signed = signDocument({ payloadType: certificateType, payload, suite: realSuites.suite, keyPair: key, keyId: key.keyId });
  return listedAnew(plain.set(bundleLayout.certificate, writeSigned(signed)));
}

/** The root that a body's file is listed by: that of the dispatch it belongs to; null for every other file. */
function rootsIn(files: ReadonlyMap<string, Uint8Array>): (path: string) => Digest | null {
  const payloads = new Map<string, Uint8Array>();
  for (const [name, bytes] of files) {
    const read = name.startsWith('dispatches/') ? readSigned(bytes) : null;
    if (read?.ok === true) payloads.set(bundleLayout.body(documentDigest(read.value)), read.value.payload);
  }
  return (path) => {
    const payload = payloads.get(path);
    // Only what is asked for is parsed: a dispatch that was tampered with may hold anything.
    return payload === undefined ? null : (JSON.parse(new TextDecoder().decode(payload)) as { bodyRoot: Digest }).bodyRoot;
  };
}

/** The files with a manifest that fits them and the signature that was there. */
export function listedAnew(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const plain = new Map(files);
  plain.delete(manifestPath);
  return plain.set(manifestPath, manifestOf(plain));
}

export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return writeStoredZip([...files].map(([path, bytes]) => ({ path, bytes })));
}

function manifestOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return bundleManifest([...files].map(([path, bytes]) => ({ path, bytes })));
}

function seedOf(position: number): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`body ${position}`).digest());
}

function authority(random: RandomBytes) {
  return makeAuthority({ ...realSuites, random, createdAt: friday });
}

function sign(payloadType: string, payload: unknown, key: HeldKey): { digest: Digest; bytes: Uint8Array } {
  const document = signDocument({ payloadType, payload: bytesOf(payload), suite: realSuites.suite, keyPair: key, keyId: key.keyId });
  const bytes = writeSigned(document);
  assert(readSigned(bytes).ok);
  return { digest: documentDigest(document), bytes };
}

/** With another that was given at the same moment: a joint signature, which every checker must know. */
function signReceipt(payload: Record<string, unknown>, key: HeldKey): Uint8Array {
  const both = [{ ...payload, credit: 0 }, payload].map((one) => ({ payloadType: receiptType, payload: bytesOf(one) }));
  const [, signed] = signDocuments({ suite: realSuites.suite, keyPair: key, keyId: key.keyId }, both);
  assert(signed !== undefined);
  return writeSigned(signed);
}

function grownHistory(one: ReturnType<typeof authority>, changes: readonly KeyChange[]): readonly Uint8Array[] {
  const history = [...one.history];
  for (const change of changes) {
    const event = appendKeyEvent(history, change, { ...realSuites, at: friday, rootKeyPairs: one.roots.present });
    assert(event.ok, JSON.stringify(event));
    history.push(event.value);
  }
  return history;
}

/** What a server writes beside each dispatch. */
function keyPlaces(made: Record<'xa' | 'xb', ReturnType<typeof authority>>): Record<string, unknown> {
  const [own, theirs] = [made.xa, made.xb].map(({ history }) => foldKeyHistory(history.slice(0, 1), realSuites));
  assert(own?.ok === true && theirs?.ok === true);
  const peer = { peerKeyState: theirs.value.head, peerKeyEvents: theirs.value.size };
  return { keyState: own.value.head, keyEvents: own.value.size, ...peer };
}

function newLog(random: RandomBytes) {
  const leaves: { leafHash: Uint8Array; event: string; salt: Uint8Array; body: Uint8Array }[] = [];
  return {
    append(event: string, details: Readonly<Record<string, unknown>>): number {
      const [salt, body] = [random(32), bytesOf({ actor: 'server', at: friday, details })];
      leaves.push({ leafHash: logLeafHash({ event, bodyDigest: logBodyDigest(salt, body) }), event, salt, body });
      return leaves.length - 1;
    },
    head: () => ({ size: leaves.length, root: rootOf(leaves.map((leaf) => leaf.leafHash)) }),
    prove(index: number): Record<string, unknown> {
      const leaf = leaves[index];
      assert(leaf !== undefined);
      const hashes = inclusionProof(
        leaves.map((one) => one.leafHash),
        index,
      );
      const { event, salt, body } = leaf;
      return { index, size: leaves.length, event, hashes: hashes.map(toHex), salt: toHex(salt), body: new TextDecoder().decode(body) };
    },
  };
}

/** The payloads of the case, each with the verdict that its author would sign. */
function dispatchesOf(ids: { xa: string; xb: string }, agreement: ReturnType<typeof knownAgreement>, random: RandomBytes, rounds: number) {
  const caseRef = newId('req', friday, random);
  const [preparer, approver] = [newId('off', friday, random), newId('off', friday, random)];
  const request = {
    requestId: caseRef,
    assistance: 'suspicious-reports',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgency: null,
    content: { subject: 'Meridian Tide', facts: 'It sold.', 'why-useful': 'Who?', 'legal-provisions': 'Section 12.' },
    reference: 'XA-1',
  } as const;
  const id = newId('cnd', friday, random);
  const limits = replyLimits(agreement, friday);
  const condition = buildCondition({ agreement, originator: ids.xb, limits, id, scope: '' });
  const record = {
    id: newId('rcd', friday, random),
    originator: ids.xb,
    body: { kind: 'registration' },
    provenance: [],
    conditions: [condition],
  };
  const reply = { requestId: caseRef, completeness: 'complete', text: 'One report.', records: [record] } as const;
  const onRequest = { from: ids.xb, to: ids.xa, agreement: refOf(agreement), requestId: caseRef };
  const { assistance, purpose, content } = request;
  const ask = askAct({ from: ids.xa, to: ids.xb, assistance, purpose, class: 'normal', urgencyGround: null, urgencyReason: '', content });
  const none = { passedOnCount: 0, everyPassOnAllowed: true } as const;
  const answer = { completeness: 'complete', assistance, purpose, dataCount: 1, everyDatumConditioned: true, ...none } as const;
  assert(everyDatumConditioned(agreement, reply.records, friday));
  const steps: Step[] = [
    ['assistance.request', ask, request, []],
    ['assistance.acknowledgement', { kind: 'acknowledge', ...onRequest }, { requestId: caseRef, expectedReplyAt: null, note: '' }, []],
    ...Array.from({ length: rounds }, (_, round) => roundOf(ids, onRequest, round)).flat(),
    ['assistance.reply', { kind: 'reply', ...onRequest, ...answer }, reply, [condition]],
  ];
  return steps.map(([kind, act, body, conditions], position): Record<string, unknown> => {
    const createdAt = addMs(friday, position * 60_000);
    const bodyRoot = bodyRootOf(body as JsonValue, seedOf(position));
    const subject = stepDigestOf({ kind, act, agreement: refOf(agreement), caseRef, preparedBy: preparer, bodyRoot, conditions });
    const given = !['assistance.request', 'assistance.reply'].includes(kind)
      ? []
      : [{ officer: approver, subject, at: createdAt, authenticator: null }];
    const { verdict } = decideUnder(act, agreement, { ...noFacts, approvals: given, preparedBy: preparer, stepDigest: subject }, createdAt);
    assert.equal(verdict.outcome, 'permitted');
    const means = { role: 'approver', decision: 'approve', method: 'password+totp', proof: null };
    const approvals = given.map(({ officer, at }) => ({ officer, subject, at, ...means }));
    const { from, to } = act;
    const head = {
      v: 1,
      kind,
      id: newId('dsp', createdAt, random),
      from,
      to: [to],
      agreement: refOf(agreement),
      act,
      verdict: verdictDigest(verdict),
    };
    return { ...head, purpose, class: 'normal', caseRef, createdAt, body, conditions, preparedBy: preparer, approvals };
  });
}

type Step = readonly [kind: string, act: Act, body: object, conditions: readonly object[]];

function roundOf(
  ids: { xa: string; xb: string },
  onRequest: { from: string; to: string; agreement: ReturnType<typeof refOf>; requestId: string },
  round: number,
): Step[] {
  const { requestId } = onRequest;
  const back = { ...onRequest, from: ids.xa, to: ids.xb };
  return [
    ['assistance.question', { kind: 'ask-back', ...onRequest }, { requestId, question: `Question ${round}?` }, []],
    ['assistance.answer', { kind: 'answer-back', ...back }, { requestId, answer: `Answer ${round}.` }, []],
  ];
}
