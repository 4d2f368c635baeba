// SPDX-License-Identifier: Apache-2.0
/** The records of a case: those received, with their conditions, or those disclosed in it. */
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { RecordTable } from '../records/record-table.tsx';
import { Section } from '../shell/page.tsx';
import classes from './case.module.css';

export function CaseRecords({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const { records, row } = detail;
  if (records.length === 0) return null;
  const isRequesting = row.side === 'requesting';
  return (
    <Section title={t(isRequesting ? 'case.recordsReceived' : 'case.recordsDisclosed', { count: records.length })}>
      {isRequesting && <p className={classes['quiet']}>{t('case.recordsUse')}</p>}
      <RecordTable rows={records} purpose={row.purpose} caseRef={records[0]?.caseRef ?? null} label={t('case.records')} />
    </Section>
  );
}
