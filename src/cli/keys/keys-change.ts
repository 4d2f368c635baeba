// SPDX-License-Identifier: Apache-2.0
/** `comity keys rotate`, `revoke` and `add`: the proposals that an operator makes by the name of a purpose. */
import { addMs, fail, type Issue, ok, type Result } from '../../kernel/index.ts';
import {
  activeKeys,
  epochMsMax,
  epochsMax,
  type HeldKey,
  isKeyId,
  type KeyChange,
  keyById,
  type KeyState,
  makeHeldKey,
  realSuites,
} from '../../seals/index.ts';
import { systemClock, systemRandom } from '../../server/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { makeProposal, openOwnFolder } from './proposal-files.ts';

const purposes = ['dispatch', 'seal', 'log', 'transport'] as const;
type Purpose = (typeof purposes)[number];
const dayMs = 86_400_000;

const common = `  --out FILE             where the proposal is written; otherwise key-proposal-N.json in this folder
  --json                 prints the proposal as JSON

Nothing changes before enough holders of roots have signed the proposal and it is applied: ./comity keys sign, ./comity keys apply.`;
const options = { out: { type: 'string' }, json: { type: 'boolean' } } as const;

export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'proposes a fresh key in place of the one in use, or a plan of keys for sealing',
  help: `
  PURPOSE                dispatch, seal, log or transport
  --days N               for seal: how long each key is used; 7 where it is not said, at most 30
  --keys N               for seal: how many keys follow each other; 12 where it is not said, at most 26
${common}

A key for connections takes two rounds: the first adds the new one, the second, when the page of your keys says that every peer
has heard of it, retires the older one. What the older key signed stays good, and what was sealed for it is still opened until nothing of it can be on its way.

  ./comity keys rotate dispatch
  ./comity keys rotate seal --days 7 --keys 26`,
  options: { days: { type: 'string' }, keys: { type: 'string' }, ...options },
  run: (given, output) =>
    withPurpose(given, output, (purpose, state) => (purpose === 'seal' ? sealPlan(given) : ok(replacement(purpose, state, null)))),
};

export const keysRevoke: Command = {
  name: 'keys revoke',
  summary: 'proposes a fresh key in place of one that was stolen, and makes suspect what that one signed',
  help: `
  PURPOSE or KEY         dispatch, seal, log or transport for the key in use; key_... for a certain one
  --suspect-from N       the entry of your log from which you no longer vouch for what the key signed; 0 for everything.
                         Take the last entry before the theft, see the log in the workplace or ./comity doctor
${common}

Live peers refuse the key as soon as they are told, which takes seconds, and 15 minutes at most while they can be reached.
Each dispatch of yours that your log holds from before the entry keeps standing; for later ones that are truly yours, vouch in
the workplace on the page of the peer.

  ./comity keys revoke dispatch --suspect-from 1834`,
  options: { 'suspect-from': { type: 'string' }, ...options },
  run: (given, output) => {
    const suspectFrom = wholeNumber(given.text('suspect-from'), { least: 0, most: Number.MAX_SAFE_INTEGER });
    if (suspectFrom === null) {
      const issue = { path: '--suspect-from', problem: 'It is missing or no number.', remedy: 'Name an entry of your log; 0 for all.' };
      return Promise.resolve(refuse(output, [issue], exitCodes.wrongUse, given.has('json')));
    }
    return withPurpose(
      given,
      output,
      (purpose, state) => ok(replacement(purpose, state, suspectFrom)),
      (keyId, state) => revocationOf(keyId, state, suspectFrom),
    );
  },
};

export const keysAdd: Command = {
  name: 'keys add',
  summary: 'proposes a further key beside the one in use',
  help: `
  PURPOSE                dispatch, seal, log or transport
${common}

The newest key is used from then on; the older one goes on counting until it is retired or revoked. An authority that was made
without a key for connections adds one this way.

  ./comity keys add transport`,
  options,
  run: (given, output) =>
    withPurpose(given, output, (purpose) => {
      const key = makeHeldKey(purpose, { ...realSuites, random: systemRandom });
      return ok({ changes: [addition(purpose, key)], newKeys: [key] });
    }),
};

interface Work {
  readonly changes: readonly KeyChange[];
  readonly newKeys: readonly HeldKey[];
}

async function withPurpose(
  given: Given,
  output: Parameters<Command['run']>[1],
  workFor: (purpose: Purpose, state: KeyState) => Result<Work>,
  workForKey?: (keyId: string, state: KeyState) => Result<Work>,
): Promise<number> {
  const asJson = given.has('json');
  const [word = '', ...others] = given.words;
  const purpose = purposes.find((one) => one === word);
  if (others.length > 0 || (purpose === undefined && workForKey === undefined) || (purpose === undefined && !isKeyId(word))) {
    const issue: Issue = { path: 'PURPOSE', problem: `"${word}" is no purpose of a key.`, remedy: `Name one of ${purposes.join(', ')}.` };
    return refuse(output, [issue], exitCodes.wrongUse, asJson);
  }
  const own = await openOwnFolder();
  if (!own.ok) return refuse(output, own.issues, exitCodes.surroundings, asJson);
  const { keyState } = own.value.files;
  const work = purpose === undefined ? workForKey?.(word, keyState) : workFor(purpose, keyState);
  if (work === undefined) return exitCodes.wrongUse;
  return work.ok ? makeProposal(own.value, work.value, given, output) : refuse(output, work.issues, exitCodes.no, asJson);
}

/**
 * A key for connections is replaced in two steps: peers must have heard of the new key before the old one ends, since a connection by a
 * key that they do not know is refused, and they could never hear of it.
 */
function transportStep(state: KeyState, suspectFrom: number | null): Work {
  const [newest, ...older] = activeKeys(state, 'transport');
  if (newest === undefined || older.length === 0) {
    const key = makeHeldKey('transport', { ...realSuites, random: systemRandom });
    return { changes: [addition('transport', key)], newKeys: [key] };
  }
  const ended = older.map(({ keyId }): KeyChange =>
    suspectFrom === null ? { kind: 'retire-key', keyId } : { kind: 'revoke-key', keyId, suspectFrom },
  );
  return { changes: ended, newKeys: [] };
}

/** The new key first: one of each purpose stays in use at every moment. */
function replacement(purpose: Purpose, state: KeyState, suspectFrom: number | null): Work {
  if (purpose === 'transport') return transportStep(state, suspectFrom);
  const key = makeHeldKey(purpose, { ...realSuites, random: systemRandom });
  const ended = activeKeys(state, purpose).map(({ keyId }): KeyChange =>
    suspectFrom === null ? { kind: 'retire-key', keyId } : { kind: 'revoke-key', keyId, suspectFrom },
  );
  return { changes: [addition(purpose, key), ...ended], newKeys: [key] };
}

function revocationOf(keyId: string, state: KeyState, suspectFrom: number): Result<Work> {
  const key = isKeyId(keyId) ? keyById(state, keyId) : null;
  const purpose = purposes.find((one) => one === key?.purpose);
  if (key === null || purpose === undefined) return fail('KEY', 'The key history knows no such key.', 'See ./comity keys show.');
  const isActive = key.retiredAt === null && key.revokedAt === null;
  if (isActive && activeKeys(state, purpose).length === 1) return ok(replacement(purpose, state, suspectFrom));
  return ok({ changes: [{ kind: 'revoke-key', keyId: key.keyId, suspectFrom }], newKeys: [] });
}

function addition(purpose: Purpose, key: HeldKey): KeyChange {
  return { kind: 'add-key', purpose, suite: key.suite, publicKey: key.publicKey };
}

function sealPlan(given: Given): Result<Work> {
  const days = wholeNumber(given.text('days') ?? '7', { least: 1, most: epochMsMax / dayMs });
  const count = wholeNumber(given.text('keys') ?? '12', { least: 1, most: epochsMax });
  if (days === null) return fail('--days', `It is no number from 1 to ${epochMsMax / dayMs}.`, 'Give days, such as 7.');
  if (count === null) return fail('--keys', `It is no number from 1 to ${epochsMax}.`, 'Give a number of keys, such as 12.');
  const newKeys = Array.from({ length: count }, () => makeHeldKey('seal', { ...realSuites, random: systemRandom }));
  const start = systemClock();
  const epochs = newKeys.map(({ suite, publicKey }, at) => {
    return { suite, publicKey, from: addMs(start, at * days * dayMs), until: addMs(start, (at + 1) * days * dayMs) };
  });
  return ok({ changes: [{ kind: 'seal-epoch', epochs }], newKeys });
}

function wholeNumber(text: string | null, range: { readonly least: number; readonly most: number }): number | null {
  const value = text !== null && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value >= range.least && value <= range.most ? value : null;
}
