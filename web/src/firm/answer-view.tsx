// SPDX-License-Identifier: Apache-2.0
/** What a check or a submission was answered: each report with its outcome, and each fault with its place, reason and remedy. */
import { Table } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReportAnswerWire } from '../../../src/reporting/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import listClasses from '../shell/list.module.css';
import classes from './firm.module.css';
import { placeInForm } from './place-in-form.ts';

const tones = { accepted: 'moss', unchanged: 'tide', rejected: 'brick' } as const;
type Fault = ReportAnswerWire['fileFaults'][number];

interface AnswerViewProps {
  readonly answer: ReportAnswerWire;
  readonly isSent: boolean;
  /** A form has fields in place of lines. */
  readonly isOfForm?: true;
}

export function AnswerView({ answer, isSent, isOfForm }: AnswerViewProps) {
  const { t } = useSpeech();
  const place = ({ line, field }: Fault): string => (isOfForm ? placeInForm(t, field) : `${t('imports.line')} ${line}, ${field}`);
  const all = answer.reports.length;
  const good = answer.reports.filter(({ outcome }) => outcome !== 'rejected').length;
  const kind = isSent ? 'answer' : 'check';
  const isClean = all > 0 && good === all;
  const title = isClean
    ? t(`portal.${kind}.clean`, { count: all })
    : good > 0
      ? t(`portal.${kind}.some`, { good, all })
      : t(`portal.${kind}.none`);
  return (
    <div className={classes['answer']}>
      <Notice
        tone={isClean ? 'permitted' : good > 0 ? 'needs' : 'refused'}
        icon={isClean ? IconCircleCheck : IconAlertTriangle}
        title={title}
      />
      {answer.fileFaults.length > 0 && <Faults label={t('portal.fileFault')} faults={answer.fileFaults} place={place} />}
      {all > 0 && (
        <Table className={listClasses['table']} aria-label={t('portal.outcome')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('portal.reference')}</Table.Th>
              <Table.Th w={140}>{t('portal.outcome')}</Table.Th>
              <Table.Th w={190}>{t('portal.number')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.reports.map((report) => (
              <Table.Tr key={`${report.reference} ${placeOf(report.faults[0])}`}>
                <Table.Td>
                  {report.reference === '' ? t('portal.unnamed') : report.reference}
                  {report.faults.length > 0 && <Faults label={t('portal.faults')} faults={report.faults} place={place} />}
                </Table.Td>
                <Table.Td>
                  <WordBadge
                    tone={tones[report.outcome]}
                    label={t(report.outcome === 'accepted' && !isSent ? 'portal.outcome.good' : `portal.outcome.${report.outcome}`)}
                  />
                </Table.Td>
                <Table.Td>{report.number}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

/** Two that cannot be read may both be without a reference, and differ by their lines. */
function placeOf(fault: Fault | undefined): string {
  return fault === undefined ? '' : `${fault.line} ${fault.field}`;
}

interface FaultsProps {
  readonly label: string;
  readonly faults: readonly Fault[];
  readonly place: (fault: Fault) => string;
}

function Faults({ label, faults, place }: FaultsProps) {
  return (
    <ul className={classes['faults']} aria-label={label}>
      {faults.map((fault) => (
        <li key={`${placeOf(fault)} ${fault.reason}`}>
          <span className={classes['place']}>{place(fault)}</span>
          {fault.reason} <span className={listClasses['quiet']}>{fault.remedy}</span>
        </li>
      ))}
    </ul>
  );
}
