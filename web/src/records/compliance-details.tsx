// SPDX-License-Identifier: Apache-2.0
/** What a compliance record rests on and how final it is: findings, sources, remedies. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ComplianceRecordWire } from '../../../src/records/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Rows } from './supervision.tsx';

export function ComplianceDetails({ of: { findings, sources, remedies } }: { of: ComplianceRecordWire }) {
  const { t } = useSpeech();
  const isNotFinal = remedies?.some(({ status }) => status === 'open' || status === 'lodged') === true;
  return (
    <>
      {isNotFinal && <Notice tone="needs" icon={IconAlertTriangle} title={t('compliance.notFinal')} />}
      <Rows title="compliance.remedies" heads={['compliance.remedies', 'compliance.body', 'fact.status', 'compliance.days']}>
        {remedies?.map(({ remedy, body, status, until, lodgedOn, decidedOn }) => [
          `${remedy} ${body}`,
          t(`remedy.${remedy}`),
          body,
          t(`remedyStatus.${status}`),
          [
            until && t('compliance.untilDay', { day: until }),
            lodgedOn && t('compliance.lodgedDay', { day: lodgedOn }),
            decidedOn && t('compliance.decidedDay', { day: decidedOn }),
          ]
            .filter((part) => part !== undefined)
            .join(', '),
        ])}
      </Rows>
      <Rows
        title="compliance.findings"
        heads={['fact.reference', 'compliance.gravity', 'fact.summary', 'compliance.due', 'compliance.closed']}
      >
        {findings?.map(({ reference, gravity, finding, dueOn, closedOn }) => [
          reference,
          reference,
          t(`gravity.${gravity}`),
          finding,
          dueOn,
          closedOn,
        ])}
      </Rows>
      <Rows title="compliance.sources" heads={['compliance.sources', 'fact.date']}>
        {sources?.map(({ source, date }) => [source, source, date])}
      </Rows>
    </>
  );
}
