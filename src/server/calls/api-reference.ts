// SPDX-License-Identifier: Apache-2.0
/**
 * docs/reference/openapi.json: the API document of a server, from the same lists of calls that it mounts, without one running.
 *
 * The authority is invented for the moment and its database is never opened: calls are data, and only their description is
 * read here.
 */
import { houseRulesDefault } from '../../officers/index.ts';
import { foldKeyHistory, makeAuthority, realSuites } from '../../seals/index.ts';
import { openDatabase } from '../database.ts';
import { systemClock, systemRandom } from '../machine/machine.ts';
import { openMetrics } from './metrics.ts';
import { ownCalls } from './own-calls.ts';
import type { AuthorityProfile } from '../data-folder-files.ts';
import { openApiDocument } from './open-api.ts';
import { version } from '../version.ts';
import { wireSchemas } from './wire-schemas.ts';
import { wireRooms } from '../wiring.ts';

const profile: AuthorityProfile = {
  name: 'Authority of the reference',
  kind: 'securities-regulator',
  jurisdiction: 'XZ',
  capabilities: [],
  calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: [] },
  contact: '',
};

const nothing = async () => ({ waiting: 0, undelivered: 0, held: 0, alarms: 0 });

/** As text, to be written to the file. */
export function apiReference(): string {
  const { history, keys } = makeAuthority({ ...realSuites, random: systemRandom, createdAt: systemClock() });
  const keyState = foldKeyHistory(history, realSuites);
  if (!keyState.ok) throw new Error('a new key history holds');
  const { database } = openDatabase({ host: 'unused.invalid' });
  const files = { profile, history, keys, keyState: keyState.value, houseRules: houseRulesDefault };
  const address = 'https://unused.invalid';
  const { calls } = wireRooms({
    files,
    database,
    folder: 'unused',
    publicUrl: address,
    endpoint: address,
    clock: systemClock,
    random: systemRandom,
    brokeOff: () => undefined,
  });
  const all = [...calls, ...ownCalls({ profile, database, metrics: openMetrics(nothing, async () => []), calls })];
  return `${JSON.stringify(openApiDocument(all, { version, named: wireSchemas }), null, 2)}\n`;
}
