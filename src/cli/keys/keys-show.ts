// SPDX-License-Identifier: Apache-2.0
/** `comity keys show`: the authority's own keys and history as they lie in its folder. */
import { allHeld, keyById, type KeyId, type KeyState, listKeyEvents } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { openOwnFolder } from './proposal-files.ts';

export const keysShow: Command = {
  name: 'keys show',
  summary: 'shows your keys, what each is for, and the events of your key history',
  help: `
  --json                 prints keys and events as JSON

It reads the data folder alone and may be used while the server runs. Private keys are not shown.

  COMITY_FOLDER=/srv/comity/xa ./comity keys show`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const own = await openOwnFolder();
    if (!own.ok) return refuse(output, own.issues, exitCodes.surroundings, asJson);
    const { keyState, history, keys } = own.value.files;
    const events = listKeyEvents(history);
    if (!events.ok) return refuse(output, events.issues, exitCodes.no, asJson);
    const held = allHeld(keys).map(({ keyId, purpose }) => ({ keyId, purpose, state: stateOf(keyState, keyId) }));
    const { authorityId, size, head, threshold, roots } = keyState;
    if (asJson) {
      const listed = events.value.map(({ index, kind, at, digest, signedBy }) => ({
        index,
        kind,
        at,
        digest,
        signatures: signedBy.length,
      }));
      output.line(JSON.stringify({ authorityId, size, head, threshold, roots: roots.length, keys: held, events: listed }));
      return exitCodes.done;
    }
    output.line(`${authorityId}\n  ${size} events, head ${head}\n  ${threshold} of ${roots.length} roots sign a change`);
    output.line('Keys held here:');
    for (const { keyId, purpose, state } of held) output.line(`  ${purpose.padEnd(10)} ${state.padEnd(8)} ${keyId}`);
    output.line('Events:');
    for (const { index, kind, at, signedBy } of events.value)
      output.line(
        `  ${String(index).padStart(4)}  ${at}  ${kind.padEnd(14)} ${signedBy.length} signature${signedBy.length === 1 ? '' : 's'}`,
      );
    return exitCodes.done;
  },
};

function stateOf(keyState: KeyState, keyId: KeyId): string {
  const known = keyById(keyState, keyId);
  if (known === null) return 'waits';
  if (known.revokedAt !== null) return 'revoked';
  return known.retiredAt === null ? 'in use' : 'former';
}
