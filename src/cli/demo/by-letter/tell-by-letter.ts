// SPDX-License-Identifier: Apache-2.0
/**
 * A letter that tells something unasked, for the person who tries the demonstration: the registrar of Xylia has withdrawn a licence, and
 * encloses the extract of its register. It was read, with the records of the enclosure and one that was typed, and waits for a
 * second officer; with the confirmation they are records, attested from a letter.
 */
import { addMs, type Instant, ok, type Result } from '../../../kernel/index.ts';
import type { ServerSession } from '../../server-session.ts';
import { registerLetter } from './register-letter.ts';

const reason = 'Pelican Row Custody has clients in Xandria, who may not know that its licence here is withdrawn.';
const decision = 'Its licence is withdrawn: the assets of clients were not held apart from its own.';
const extract = {
  name: 'withdrawn-licences.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode(
    'reference,firm,commercial_name,lei,jurisdiction,authority,status,services,host_jurisdictions,address,websites,' +
      'authorised_from,authorised_until,comments\n' +
      'XY-REG-2019-417,Pelican Row Custody,Pelican Row,,XY,Registrar of Companies of Xylia,withdrawn,' +
      'providing custody and administration of crypto-assets on behalf of clients,XA,Quay 2 Port Lumen,,' +
      '2019-04-17,2026-10-30,Withdrawn by decision of the registrar.\n',
  ),
};
const sanction = {
  kind: 'compliance-record',
  reference: 'XY-DEC-2026-058',
  firm: 'Pelican Row Custody',
  lei: null,
  recordType: 'sanction',
  date: '2026-10-30',
  authority: 'Registrar of Companies of Xylia',
  summary: decision,
  outcome: 'Licence withdrawn',
  amount: null,
} as const;
const dayMs = 86_400_000;

interface Told {
  readonly counterpart: string;
  readonly author: string;
  readonly receivedAt: Instant;
}

export async function tellByLetter(preparer: ServerSession, { counterpart, author, receivedAt }: Told): Promise<Result<null>> {
  const writtenOn = addMs(receivedAt, -2 * dayMs).slice(0, 10);
  const paper = {
    title: 'For your information',
    subtitle: author,
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Our reference', 'RC/91/26'],
          ['Date', writtenOn],
          ['Enclosed', extract.name],
        ],
      },
      { kind: 'paragraph', text: reason },
      { kind: 'paragraph', text: `Decision ${sanction.reference} of ${sanction.date}: ${decision}` },
      { kind: 'blanks', rows: [{ name: 'For the Registrar', lines: 2 }] },
    ],
  } as const;
  const letter = { counterpart, channel: 'post', receivedAt, writtenOn, theirReference: 'RC/91/26' } as const;
  const registered = await registerLetter(preparer, { paper, enclosure: extract, letter });
  if (!registered.ok) return registered;
  const { row, enclosures } = registered.value;
  const records = [
    ...enclosures.map(({ digest }) => ({ from: 'enclosure', digest, kind: 'registration', format: 'comity-csv' })),
    { from: 'typed', body: sanction },
  ];
  const says = { purpose: 'supervision', reason, records, limits: null };
  const read = await preparer.send('POST', `/api/letters/${row.id}/transcription`, { kind: 'disclosure', caseId: null, says });
  return read.ok ? ok(null) : read;
}
