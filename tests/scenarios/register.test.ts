// SPDX-License-Identifier: Apache-2.0
//
// A real register in the job: the file of crypto-asset service providers that ESMA publishes is imported whole at XB, and XB
// answers a request about one of the firms in it. The file is not part of the project.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { recordUseAnswerSchema } from '../../src/records/wire.ts';
import { act, approveAsNeeded, searchRecords, sendRequest, untilState } from './casework.ts';
import { cooperatingPair } from './cooperating-pair.ts';
import { importFile } from './first-day.ts';

const registerFile = new URL('../../../shared/data/registers/esma-mica-casp-register.csv', import.meta.url);
const firmsInRegister = 244;

it('XB imports the register of ESMA completely and answers a request about a firm in it', async (t) => {
  if (!existsSync(registerFile)) {
    t.skip('shared/data/registers/esma-mica-casp-register.csv is not beside the project');
    return;
  }
  const { xa, xb } = await cooperatingPair();
  const file = { name: 'esma-mica-casp-register.csv', kind: 'registration', format: 'esma-casp', bytes: await readFile(registerFile) };
  const report = await importFile(xb, file);
  assert.deepEqual([report.rows, report.admitted, report.rejected.length, report.isApplied], [firmsInRegister, firmsInRegister, 0, true]);
  const again = await importFile(xb, file);
  assert.deepEqual([again.admitted, again.unchanged], [0, firmsInRegister], 'importing it again changes nothing');

  const content = {
    subject: 'Bitpanda GmbH',
    facts: 'The firm offers custody to residents of XA and has not notified us.',
    'why-useful': 'Its registration says which services it may offer, and where.',
    'legal-provisions': 'Digital Asset Services Act of Xandria, section 4.',
  };
  const id = await sendRequest(xa, xb, { assistance: 'registrations', purpose: 'supervision', content, reference: 'XA-SUP-2026-17' });
  const found = await searchRecords(xb.at('keeper'), { q: 'Bitpanda GmbH', kind: 'registration', purpose: 'supervision' });
  const [registration] = found;
  assert.ok(registration !== undefined && registration.title.includes('Bitpanda'));
  const records = [{ recordId: registration.id, limits: null }];
  await act(xb.at('keeper'), id, 'replies', { completeness: 'complete', text: '', records });
  await approveAsNeeded(xb, id);
  const answered = await untilState(xa.at('preparer'), id, 'answered');
  const [received] = answered.records;
  assert.ok(received !== undefined);
  const body = { purpose: 'supervision', manner: 'read', caseRef: id, note: '' };
  const { record } = await xa.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${received.id}/uses`, body);
  assert.ok(record?.body.kind === 'registration');
  assert.equal(record.body.lei, '5493007WZ7IFULIL8G21');
  assert.ok(
    record.provenance.some(({ source }) => source.name === file.name),
    'each fact says where it came from',
  );
});
