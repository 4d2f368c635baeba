// SPDX-License-Identifier: Apache-2.0
/** What changes in verdicts: last year's acts between the parties, as they would have come out under this version. */
import { Table } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { NegotiationDetailWire, ReplayWire } from '../../../src/negotiation/wire.ts';
import { replayQuery } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Waiting } from '../shell/page.tsx';
import classes from './negotiation.module.css';

export function ReplayView({ detail, version }: { detail: NegotiationDetailWire; version: string | undefined }) {
  const { t, dates } = useSpeech();
  const found = useQuery(replayQuery(detail.row.id, version, `${detail.head} ${detail.draft?.text ?? ''}`));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={5} />;
  const { judged, changed, since, isWhole } = found.data;
  if (judged === 0) {
    return (
      <Nothing icon={IconScale} title={t('replay.none')}>
        {t('replay.none.under', { since: dates.day(since) })}
      </Nothing>
    );
  }
  return (
    <div className={classes['replay']}>
      <p>
        <strong>{t('replay.sum', { judged, changed: changed.length, since: dates.day(since) })}</strong>
      </p>
      {!isWhole && <p className={classes['quiet']}>{t('replay.notWhole')}</p>}
      {changed.length > 0 && <ReplayTable rows={changed} />}
    </div>
  );
}

function ReplayTable({ rows }: { rows: ReplayWire['changed'] }) {
  const { t, dates } = useSpeech();
  return (
    <Table aria-label={t('replay.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{t('replay.when')}</Table.Th>
          <Table.Th w="30%">{t('replay.act')}</Table.Th>
          <Table.Th w={190}>{t('replay.verdict')}</Table.Th>
          <Table.Th>{t('replay.why')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.dispatch}>
            <Table.Td>{dates.day(row.at)}</Table.Td>
            <Table.Td>
              {t(`replay.act.${row.act as 'ask'}`)}
              <div className={classes['quiet']}>
                {row.from.name} → {row.to.name}
              </div>
            </Table.Td>
            <Table.Td>
              {t(`replay.outcome.${row.was as 'permitted'}`)} → <strong>{t(`replay.outcome.${row.would as 'permitted'}`)}</strong>
            </Table.Td>
            <Table.Td>{row.sentence}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
