// SPDX-License-Identifier: Apache-2.0
/** A party as the network shows it. */
import type { Party } from '../documents/agreement-document.ts';
import type { NetworkAuthorityWire } from './wire.ts';

export function authorityWire({ authorityId, name, kind, jurisdiction, contact }: Party): NetworkAuthorityWire {
  return { authorityId, name, kind, jurisdiction, contact };
}
