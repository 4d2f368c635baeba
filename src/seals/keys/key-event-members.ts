// SPDX-License-Identifier: Apache-2.0
/**
 * The members of each kind of key event, as a table: which there are beside the frame, and how their values are read.
 *
 * Reading checks form alone: lengths, spellings, ranges, and that an event says one thing. Whether an event fits the history in
 * which it stands is decided in apply-key-event.ts.
 */
import { fail, failWith, isInstant, type Issue, type JsonValue, msBetween, ok, type Result } from '../../kernel/index.ts';
import { isDigest } from '../digest.ts';
import { fromBase64, toBase64 } from '../encoding.ts';
import { endpointFault } from './endpoint.ts';
import type { Genesis, KeyChange, KeyEvent, NewKey, RootSet, SealEpoch } from './key-change.ts';
import { isKeyId, keyPurposes } from './key-id.ts';
import { membersOf } from '../signed-document.ts';

/** More would be a nuisance to sign with and to check. */
const rootsMax = 9;
/** First keys of an authority: one or two of each purpose. */
const firstKeysMax = 16;
const publicKeyBytesMax = 8192;
/** Half a year of weeks: as long as holders of roots should go without meeting. */
export const epochsMax = 26;
/** A key that opens letters for longer than a month protects too little when it is stolen. */
export const epochMsMax = 30 * 86_400_000;

type Values = readonly (JsonValue | undefined)[];

export interface Row {
  readonly members: readonly string[];
  readonly read: (values: Values, name: string) => Result<Genesis | KeyChange>;
}

/** One row for each kind: the members it has beside the frame, and how their values are read in this order. */
const rows: Readonly<Record<KeyEvent['content']['kind'], Row>> = {
  genesis: {
    members: ['roots', 'threshold', 'nextRoots', 'keys'],
    read: ([roots, threshold, nextRoots, keys], name) => {
      const rootSet = readRootSet([roots, threshold, nextRoots], name);
      if (!rootSet.ok) return rootSet;
      if (!Array.isArray(keys) || keys.length > firstKeysMax)
        return refused(`${name}.keys`, `It is not a list of up to ${firstKeysMax} keys.`);
      const read: NewKey[] = [];
      for (const [index, entry] of keys.entries()) {
        const key = readNewKey(entry, `${name}.keys[${index}]`);
        if (!key.ok) return key;
        read.push(key.value);
      }
      return ok({ kind: 'genesis', ...rootSet.value, keys: read });
    },
  },
  'add-key': {
    members: ['key'],
    read: ([key], name) => {
      const read = readNewKey(key, `${name}.key`);
      return read.ok ? ok({ kind: 'add-key', ...read.value }) : read;
    },
  },
  'retire-key': {
    members: ['keyId'],
    read: ([keyId], name) => (isKeyId(keyId) ? ok({ kind: 'retire-key', keyId }) : refused(`${name}.keyId`, 'It is not the id of a key.')),
  },
  'revoke-key': {
    members: ['keyId', 'suspectFrom'],
    read: ([keyId, suspectFrom], name) => {
      if (!isKeyId(keyId)) return refused(`${name}.keyId`, 'It is not the id of a key.');
      if (typeof suspectFrom !== 'number' || suspectFrom < 0) return refused(`${name}.suspectFrom`, 'It is not a position in a log.');
      return ok({ kind: 'revoke-key', keyId, suspectFrom });
    },
  },
  'rotate-root': {
    members: ['roots', 'threshold', 'nextRoots'],
    read: (values, name) => {
      const rootSet = readRootSet(values, name);
      return rootSet.ok ? ok({ kind: 'rotate-root', ...rootSet.value }) : rootSet;
    },
  },
  'seal-epoch': {
    members: ['epochs'],
    read: ([epochs], name) => {
      const read = readEpochs(epochs, `${name}.epochs`);
      return read.ok ? ok({ kind: 'seal-epoch', epochs: read.value }) : read;
    },
  },
  'restore-epoch': {
    members: ['epoch', 'logSize', 'logRoot', 'seenSize'],
    read: ([epoch, logSize, logRoot, seenSize], name) => {
      if (typeof epoch !== 'number' || epoch < 1) return refused(`${name}.epoch`, 'It is not a count of returns.');
      if (typeof logSize !== 'number' || logSize < 0) return refused(`${name}.logSize`, 'It is not the size of a log.');
      if (typeof logRoot !== 'string' || !/^[0-9a-f]{64}$/.test(logRoot)) return refused(`${name}.logRoot`, 'It is not the root of a log.');
      if (typeof seenSize !== 'number' || seenSize < logSize) return refused(`${name}.seenSize`, 'It is smaller than the log itself.');
      return ok({ kind: 'restore-epoch', epoch, logSize, logRoot, seenSize });
    },
  },
  close: { members: [], read: () => ok({ kind: 'close' }) },
  endpoint: {
    members: ['url'],
    read: ([url], name) => {
      const fault = endpointFault(url);
      if (fault !== null || typeof url !== 'string') return refused(`${name}.url`, `The address ${fault}.`);
      return ok({ kind: 'endpoint', url });
    },
  },
};

export function membersFor(content: Genesis | KeyChange): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case 'genesis':
      return { ...rootSetMembers(content), keys: content.keys.map(keyMembers) };
    case 'add-key':
      return { key: keyMembers(content) };
    case 'retire-key':
      return { keyId: content.keyId };
    case 'revoke-key':
      return { keyId: content.keyId, suspectFrom: content.suspectFrom };
    case 'rotate-root':
      return rootSetMembers(content);
    case 'endpoint':
      return { url: content.url };
    case 'seal-epoch':
      return {
        epochs: content.epochs.map(({ suite, publicKey, from, until }) => ({ suite, publicKey: toBase64(publicKey), from, until })),
      };
    case 'restore-epoch':
      return { epoch: content.epoch, logSize: content.logSize, logRoot: content.logRoot, seenSize: content.seenSize };
    case 'close':
      return {};
  }
}

/** The row of a kind; undefined for a kind that is not known. */
export function rowOf(kind: JsonValue | undefined): Row | undefined {
  return typeof kind === 'string' && Object.hasOwn(rows, kind) ? rows[kind as KeyEvent['content']['kind']] : undefined;
}

function rootSetMembers(set: RootSet): Readonly<Record<string, unknown>> {
  return { roots: set.roots.map(toBase64), threshold: set.threshold, nextRoots: set.nextRootsDigest };
}

function keyMembers(key: NewKey): Readonly<Record<string, unknown>> {
  return { purpose: key.purpose, suite: key.suite, publicKey: toBase64(key.publicKey) };
}

function readRootSet([roots, threshold, nextRoots]: Values, name: string): Result<RootSet> {
  if (!Array.isArray(roots) || roots.length === 0 || roots.length > rootsMax)
    return refused(`${name}.roots`, `There are not 1 to ${rootsMax} roots.`);
  const read = roots.map((text: JsonValue) => publicKeyBytes(text));
  const issues = read.flatMap((root, index): Issue[] =>
    root === null ? [{ path: `${name}.roots[${index}]`, problem: 'It is not a public key in strict base 64.', remedy }] : [],
  );
  if (issues.length > 0) return failWith(issues);
  if (typeof threshold !== 'number' || threshold < 1 || threshold > roots.length) {
    return refused(`${name}.threshold`, 'It does not lie between one and the number of roots.');
  }
  if (!isDigest(nextRoots)) return refused(`${name}.nextRoots`, 'It is not a digest.');
  return ok({ roots: read.filter((root) => root !== null), threshold, nextRootsDigest: nextRoots });
}

function readEpochs(value: JsonValue | undefined, path: string): Result<SealEpoch[]> {
  if (!Array.isArray(value) || value.length === 0 || value.length > epochsMax)
    return refused(path, `It is not a list of 1 to ${epochsMax} keys.`);
  const epochs: SealEpoch[] = [];
  for (const [index, entry] of value.entries()) {
    const name = `${path}[${index}]`;
    const members = membersOf(entry, ['suite', 'publicKey', 'from', 'until']);
    if (members === null) return refused(name, 'It does not hold exactly suite, publicKey, from and until.');
    const [suite, publicKeyText, from, until] = members;
    const publicKey = publicKeyBytes(publicKeyText);
    if (typeof suite !== 'string' || publicKey === null) return refused(name, 'It is not a suite and a public key in strict base 64.');
    if (!isInstant(from) || !isInstant(until)) return refused(name, 'Its beginning or its end is not a moment in UTC.');
    const lengthMs = msBetween(from, until);
    if (lengthMs <= 0 || lengthMs > epochMsMax) return refused(name, 'It does not last between a moment and thirty days.');
    // Without gaps there is always exactly one key to seal for.
    if (index > 0 && epochs[index - 1]?.until !== from) return refused(`${name}.from`, 'It does not begin when the one before it ends.');
    epochs.push({ suite, publicKey, from, until });
  }
  return ok(epochs);
}

function readNewKey(value: JsonValue | undefined, path: string): Result<NewKey> {
  const members = membersOf(value, ['purpose', 'suite', 'publicKey']);
  if (members === null) return refused(path, 'It does not hold exactly purpose, suite and publicKey.');
  const [purposeText, suite, publicKeyText] = members;
  const purpose = keyPurposes.find((one) => one === purposeText);
  if (purpose === undefined || purpose === 'root') return refused(`${path}.purpose`, 'It is not a purpose a key can be added for.');
  if (typeof suite !== 'string' || suite.length === 0 || suite.length > 100)
    return refused(`${path}.suite`, 'It is not the name of a suite.');
  const publicKey = publicKeyBytes(publicKeyText);
  if (publicKey === null) return refused(`${path}.publicKey`, 'It is not a public key in strict base 64.');
  return ok({ purpose, suite, publicKey });
}

function publicKeyBytes(text: JsonValue | undefined): Uint8Array | null {
  const bytes = typeof text === 'string' ? fromBase64(text) : null;
  return bytes !== null && bytes.length > 0 && bytes.length <= publicKeyBytesMax ? bytes : null;
}

const remedy = 'Refuse this key history and ask the authority by another way.';

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, remedy);
}
