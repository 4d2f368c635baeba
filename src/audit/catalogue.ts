// SPDX-License-Identifier: Apache-2.0
/**
 * The catalogue of audit events: every event the log can hold, the sentence an auditor reads, and the details it may carry.
 *
 * Details are identifiers, digests, counts and codes, never a name, an address or a text that somebody wrote. Each field has
 * one meaning and one kind in the whole log (`auditFields`), so that an auditor can search for it without knowing the event.
 * An event or field that is missing here stops the transaction that wanted to write it: a new one is added here first, and
 * docs/reference/audit-events.md is generated from this list.
 */
import { strict as assert } from 'node:assert';
import { idPrefixes, isId, isInstant } from '../kernel/index.ts';
import { isDigest, isKeyId, isPartyId } from '../seals/index.ts';
import { agreementEvents } from './events/agreement-events.ts';
import { authorityEvents } from './events/authority-events.ts';
import { caseEvents } from './events/case-events.ts';
import { deskEvents } from './events/desk-events.ts';
import { evidenceEvents } from './events/evidence-events.ts';
import { exchangeEvents } from './events/exchange-events.ts';
import { findingEvents } from './events/finding-events.ts';
import { jointEvents } from './events/joint-events.ts';
import { letterEvents } from './events/letter-events.ts';
import { recordEvents } from './events/record-events.ts';
import { reportingEvents } from './events/reporting-events.ts';
import { type AuditFieldKind, auditFieldKinds, type AuditFieldName, auditFields } from './fields.ts';

export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

export const auditEvents = {
  ...authorityEvents,
  ...exchangeEvents,
  ...agreementEvents,
  ...recordEvents,
  ...reportingEvents,
  ...caseEvents,
  ...findingEvents,
  ...deskEvents,
  ...jointEvents,
  ...evidenceEvents,
  ...letterEvents,
} as const;
export type AuditEventName = keyof typeof auditEvents;

export function isAuditEventName(name: string): name is AuditEventName {
  return Object.hasOwn(auditEvents, name);
}

/**
 * Actors that are not an officer or an authority: the server itself, whoever knocks without a session, the command line, and a firm
 * that reports. Which firm it was stands in no entry, since who reads the log need not know who has reported.
 */
export const plainActors = ['server', 'stranger', 'operator', 'firm'] as const;

/** Throws when the event, the actor or a detail is not in the catalogue: whoever wrote the call is wrong, not the officer. */
export function assertInCatalogue(entry: { readonly event: string; readonly actor: string; readonly details: AuditDetails }): void {
  // A sentence is made only where it is needed: every entry of every transaction comes through here.
  if (!isAuditEventName(entry.event)) return assert.fail(`the audit event "${entry.event}" is not in the catalogue`);
  if (!isActor(entry.actor)) assert.fail(`the actor of ${entry.event} is no identifier`);
  const allowed: readonly string[] = auditEvents[entry.event].fields;
  for (const [name, value] of Object.entries(entry.details)) {
    if (!allowed.includes(name) || !isFieldName(name)) return assert.fail(`${entry.event} may not carry the detail "${name}"`);
    const { kind } = auditFields[name];
    if (value !== null && !isOfKind[kind](value)) assert.fail(`the detail "${name}" of ${entry.event} is not ${auditFieldKinds[kind]}`);
  }
}

/**
 * Details of which some values were chosen outside (by another authority, in a dispatch that may be malformed): a value that is
 * not of its field's kind becomes null, so that a stranger's text neither enters the log nor stops the transaction.
 */
export function detailsFromOutside(details: AuditDetails): AuditDetails {
  const fitting = Object.entries(details).map(([name, value]) => {
    if (!isFieldName(name)) return assert.fail(`no audit event carries the detail "${name}"`);
    return [name, value !== null && isOfKind[auditFields[name].kind](value) ? value : null];
  });
  return Object.fromEntries(fitting) as AuditDetails;
}

function isFieldName(name: string): name is AuditFieldName {
  return Object.hasOwn(auditFields, name);
}

function isActor(actor: string): boolean {
  return isId('off', actor) || isPartyId(actor) || plainActors.some((plain) => plain === actor);
}

const isOfKind: Readonly<Record<AuditFieldKind, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && (isAnyId(value) || isPartyId(value) || isKeyId(value)),
  digest: (value) => typeof value === 'string' && isDigest(value),
  code: (value) => typeof value === 'string' && /^[a-z0-9](?:[a-z0-9.,+:/-]{0,118}[a-z0-9])?$/.test(value),
  clause: (value) => typeof value === 'string' && /^[0-9A-Za-z][0-9A-Za-z.()-]{0,19}$/.test(value),
  count: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  flag: (value) => typeof value === 'boolean',
  instant: (value) => isInstant(value),
};

function isAnyId(text: string): boolean {
  const prefix = text.slice(0, text.indexOf('_'));
  for (const known of Object.keys(idPrefixes)) if (known === prefix) return isId(known as keyof typeof idPrefixes, text);
  return false;
}
