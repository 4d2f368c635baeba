// SPDX-License-Identifier: Apache-2.0
//
// The first day of cooperation, by the calls that administrators and records keepers make: peers, agreements, records.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  type AgreementDocument,
  demoAgreement,
  knownAgreement,
  multilateralMemorandum,
  type Party,
  readParty,
} from '../../src/agreements/index.ts';
import { agreementDetailSchema, agreementRowSchema } from '../../src/agreements/wire.ts';
import { invitationSchema, peerRowSchema, type PeerRowWire } from '../../src/exchange/wire.ts';
import type { Instant } from '../../src/kernel/index.ts';
import { importReportSchema, type ImportReportWire } from '../../src/records/wire.ts';
import { z } from 'zod';
import { type Authority, eventually, expectOk } from './federation.ts';
import { approveAct } from './waiting-acts.ts';

const peersSchema = z.strictObject({ rows: z.array(peerRowSchema) });
const inForceFrom = '2026-01-01T00:00:00.000Z' as Instant;
/** Older than the arrangement, which therefore governs where both cover a request. */
const memorandumFrom = '2025-01-01T00:00:00.000Z' as Instant;

/** Invitations are exchanged, the digits compared and confirmed by two officers on both sides; both are live afterwards. */
export async function makePeers(left: Authority, right: Authority): Promise<void> {
  for (const [host, guest] of [
    [left, right],
    [right, left],
  ] as const) {
    await host
      .at('administrator')
      .expect(peerRowSchema, 'POST', '/api/peers', await guest.at('administrator').file('/api/peers/invitation'));
  }
  const [atLeft, atRight] = [await peerAt(left, right), await peerAt(right, left)];
  assert.equal(atLeft.fingerprint, atRight.fingerprint, 'both officers read out the same sixty digits');
  for (const [host, guest] of [
    [left, right],
    [right, left],
  ] as const) {
    await host
      .at('administrator')
      .expect(peerRowSchema, 'POST', `/api/peers/${guest.id}/confirmation`, { fingerprint: atLeft.fingerprint });
    assert.ok(await approveAct(host.at('secondApprover'), guest.id), 'the second officer confirms it');
  }
  await eventually('both servers know each other as live', 5000, async () => {
    const states = [await peerAt(left, right), await peerAt(right, left)].map((row) => row.state);
    return states.every((state) => state === 'live');
  });
}

export async function peerAt(host: Authority, guest: Authority): Promise<PeerRowWire> {
  const { rows } = await host.at('administrator').expect(peersSchema, 'GET', '/api/peers');
  const found = rows.find((row) => row.authorityId === guest.id);
  assert.ok(found !== undefined, `${guest.name} is not on the list of ${host.name}`);
  return found;
}

/** What an authority says of itself in its invitation, as a party of agreements. */
export async function partyOf(authority: Authority): Promise<Party> {
  const file = await authority.at('administrator').file('/api/peers/invitation');
  const { authorityId, name, kind, jurisdiction, capabilities, calendar, contact } = invitationSchema.parse(
    JSON.parse(Buffer.from(file).toString()),
  );
  return expectOk(readParty({ authorityId, name, kind, jurisdiction, capabilities, calendar, contact }, 'invitation'));
}

/** The bilateral arrangement between two authorities. */
export async function arrangementBetween(left: Authority, right: Authority): Promise<AgreementDocument> {
  return demoAgreement({ parties: [await partyOf(left), await partyOf(right)], inForceFrom });
}

export async function memorandumAmong(...authorities: readonly Authority[]): Promise<AgreementDocument> {
  return multilateralMemorandum({ parties: await Promise.all(authorities.map(partyOf)), inForceFrom: memorandumFrom });
}

/** Every party stores the text, signs it and takes in the others' signatures. Gives the digest that all have in force. */
export async function signAll(document: AgreementDocument, ...authorities: readonly Authority[]): Promise<string> {
  const { bytes, digest } = knownAgreement(document);
  const address = `/api/agreements/${encodeURIComponent(digest)}`;
  for (const authority of authorities) {
    const administrator = authority.at('administrator');
    const draft = await administrator.expect(agreementDetailSchema, 'POST', '/api/agreements', bytes);
    assert.equal(draft.status, 'draft');
    const signed = await administrator.expect(agreementDetailSchema, 'POST', `${address}/signature`);
    assert.equal(signed.status, 'partly-signed', 'one signature puts nothing into force');
  }
  for (const from of authorities) {
    const file = await from.at('administrator').file(`${address}/file`);
    for (const to of authorities.filter((other) => other !== from)) {
      await to.at('administrator').expect(agreementDetailSchema, 'POST', '/api/agreements/signatures', file);
    }
  }
  for (const authority of authorities) {
    const rows = await authority.at('auditor').expect(z.array(agreementRowSchema), 'GET', '/api/agreements');
    assert.equal(rows.find((row) => row.ref.digest === digest)?.status, 'in-force');
  }
  return digest;
}

const examples = new URL('../../examples/records/', import.meta.url);

/** XB's own sample records: suspicious reports, registrations and compliance records. */
export async function importSamples(authority: Authority): Promise<void> {
  for (const [file, kind] of [
    ['suspicious-reports.csv', 'suspicious-report'],
    ['registrations.csv', 'registration'],
    ['compliance-records.csv', 'compliance-record'],
  ] as const) {
    const name = `${authority.key}-${file}`;
    const report = await importFile(authority, { name, kind, format: 'comity-csv', bytes: await readFile(new URL(name, examples)) });
    assert.deepEqual(report.rejected, [], `${name} is imported whole`);
  }
}

export async function importFile(
  authority: Authority,
  file: { readonly name: string; readonly kind: string; readonly format: string; readonly bytes: Uint8Array },
): Promise<ImportReportWire> {
  const query = new URLSearchParams({ kind: file.kind, format: file.format, fileName: file.name });
  return authority.at('keeper').expect(importReportSchema, 'POST', `/api/records/imports?${query.toString()}`, file.bytes);
}
