// SPDX-License-Identifier: Apache-2.0
/**
 * The reference page of audit events, written from the catalogue so that the two cannot differ. A test compares the page on
 * disk with this text, and says how to write it anew.
 */
import { auditEvents, plainActors } from './catalogue.ts';
import { auditFieldKinds, auditFields } from './fields.ts';

/** The whole text of docs/reference/audit-events.md. */
export function auditReference(): string {
  const events = Object.entries(auditEvents).map(
    ([name, { sentence, fields }]) => `| \`${name}\` | ${sentence} | ${fields.map(code).join(', ')} |`,
  );
  const fields = Object.entries(auditFields).map(([name, { kind, meaning }]) => `| \`${name}\` | ${kind} | ${meaning} |`);
  const kinds = Object.entries(auditFieldKinds).map(([name, meaning]) => `- **${name}**: ${meaning}`);
  return [
    '# Audit events',
    '',
    'Every event that the log of an authority can hold. This page is written from `src/audit/catalogue.ts`; change it there.',
    '',
    'An entry says which event, when, who acted (an officer or an authority by identifier, or ' +
      `${plainActors.map(code).join(', ')}), and the details listed below; any of them may be absent. Details hold no name, no address and no`,
    'text that somebody wrote. An entry whose content was erased keeps its event, its moment and its place.',
    '',
    '## Events',
    '',
    '| event | what happened | details it may carry |',
    '|---|---|---|',
    ...events,
    '',
    '## Details',
    '',
    'A detail means the same in every event.',
    '',
    '| detail | kind | meaning |',
    '|---|---|---|',
    ...fields,
    '',
    '## Kinds of details',
    '',
    ...kinds,
    '',
    '## How an entry stands in the tree',
    '',
    'All hashes are SHA-256; the tree is that of RFC 6962, section 2.1. In proofs every hash, digest and salt is written in hexadecimal.',
    '',
    '```text',
    'body       canonical JSON (RFC 8785) of {"actor", "at", "details"}',
    'digest     SHA-256("comity audit body v1" + line feed + salt of 32 bytes + body)',
    'leaf       0x01, one byte: length of the event name, the event name, digest',
    'leaf hash  SHA-256(0x00 + leaf)',
    'node       SHA-256(0x01 + left + right)',
    '```',
    '',
    'Erasing removes salt and body. The digest stays, so every checkpoint and proof made before or after stays valid.',
    '',
  ].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
