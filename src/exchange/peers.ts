// SPDX-License-Identifier: Apache-2.0
/**
 * Peers: how two authorities come to trust each other's keys.
 *
 *     1  each gives the other its invitation, over a channel of its own choice         state `invited`
 *     2  officers of both read the sixty digits to each other, and each types them in  state `confirmed-here`
 *     3  each server tells the other that it has confirmed, under the peering
 *        instrument; when both have, dispatches may pass                               state `live`
 *
 * An invitation is only a letter: nothing in it is believed but what the key history proves, and nothing is accepted from
 * its author before an officer has compared the fingerprint. The name in it is what the author calls itself; it is fixed by
 * the ceremony, since it stands in the instrument that both sides confirm.
 */
import { z } from 'zod';
import { type PartyIdentity, readParty } from '../agreements/index.ts';
import { fail, failWith, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import { foldKeyHistory, fromBase64, type KeyState, type Suites, toBase64 } from '../seals/index.ts';
import type { Admission, PeerState } from './ports.ts';
import { invitationSchema, type InvitationWire } from './wire.ts';

/** An invitation whose key history holds. */
export interface ReadInvitation {
  readonly invitation: InvitationWire;
  readonly identity: PartyIdentity;
  readonly history: readonly Uint8Array[];
  readonly keyState: KeyState;
}

export const confirmationBodySchema = z.strictObject({ fingerprint: z.string(), instrument: z.string() });

export function makeInvitation(own: Omit<InvitationWire, 'format' | 'history'>, history: readonly Uint8Array[]): InvitationWire {
  return { format: 'comity-invitation/1', ...own, history: history.map(toBase64) };
}

/** Reads an invitation file; every key event is verified and the identity must be that of the first. */
export function readInvitation(bytes: Uint8Array, suites: Suites): Result<ReadInvitation> {
  const json = parseStrictJson(bytes, 'invitation');
  if (!json.ok) return json;
  const parsed = invitationSchema.safeParse(json.value);
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.map((issue) => ({
        path: ['invitation', ...issue.path.map(String)].join('.'),
        problem: `${issue.message}.`,
        remedy,
      })),
    );
  }
  const invitation = parsed.data;
  const party = readParty(partyOf(invitation), 'invitation');
  if (!party.ok) return party;
  const history = invitation.history.map(fromBase64);
  if (history.some((event) => event === null)) return fail('invitation.history', 'An event is not strict base 64.', remedy);
  const events = history.filter((event) => event !== null);
  const keyState = foldKeyHistory(events, suites);
  if (!keyState.ok) return keyState;
  if (keyState.value.authorityId !== invitation.authorityId) {
    return fail(
      'invitation.authorityId',
      'The key history is that of another authority.',
      'Refuse it and ask the authority by another channel.',
    );
  }
  const announced = keyState.value.endpoint;
  const fault =
    announced === null || announced === invitation.endpoint
      ? endpointFault(invitation.endpoint)
      : 'is not the one that its key history announces';
  if (fault !== null) return fail('invitation.endpoint', `The address ${fault}.`, remedy);
  const { authorityId, name, kind, jurisdiction } = party.value;
  return ok({ invitation, identity: { authorityId, name, kind, jurisdiction }, history: events, keyState: keyState.value });
}

/** Our server will open connections there, so nothing may hide in it. */
function endpointFault(text: string): string | null {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') return 'is not one of HTTPS';
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '' && !text.includes('%');
  return isPlain ? null : 'holds more than host, port and path';
}

/** The party of an agreement that the invitation describes. */
export function partyOf(invitation: InvitationWire) {
  const { authorityId, name, kind, jurisdiction, capabilities, calendar, contact } = invitation;
  return { authorityId, name, kind, jurisdiction, capabilities, calendar, contact };
}

/** Spaces do not matter when a person types sixty digits. */
export function isSameFingerprint(typed: string, computed: string): boolean {
  return typed.replace(/\s/g, '') === computed.replace(/\s/g, '');
}

/** The state when we confirm, or when word comes that they have. */
export function confirmedState(state: PeerState, event: 'confirmed-here' | 'confirmed-there', theyHaveConfirmed: boolean): PeerState {
  if (state === 'live') return state;
  // Confirming anew is also how a suspension ends.
  if (event === 'confirmed-here') return theyHaveConfirmed ? 'live' : 'confirmed-here';
  return state === 'confirmed-here' ? 'live' : state;
}

/** Whether the other side has confirmed the same keys and the same instrument as we see. */
export function judgeConfirmation(body: unknown, expected: { readonly fingerprint: string; readonly instrument: string }): Admission {
  const parsed = confirmationBodySchema.safeParse(body);
  if (!parsed.success)
    return { outcome: 'rejected', code: 'malformed', reason: 'The confirmation has not its agreed shape.', isRetryable: false };
  const isEqual = isSameFingerprint(parsed.data.fingerprint, expected.fingerprint) && parsed.data.instrument === expected.instrument;
  if (isEqual) return { outcome: 'admitted' };
  return {
    outcome: 'rejected',
    code: 'act-differs-from-body',
    reason: 'The fingerprint that was confirmed is not the one this server computes.',
    isRetryable: false,
  };
}

const remedy = 'Ask the authority for its invitation again.';
