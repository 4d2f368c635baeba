// SPDX-License-Identifier: Apache-2.0
/** Acts that wait for a second officer: what is done to what, who prepared it, how many have approved, and until when it waits. */
import { Button, Table } from '@mantine/core';
import { IconCheck, IconCornerDownLeft, IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './approvals.module.css';
import { useHeadOf, useKindOf } from './asked-facts.tsx';
import { JudgeDialog } from './judge-dialog.tsx';

const looks = {
  waiting: { tone: 'amber', icon: IconHourglass },
  approved: { tone: 'moss', icon: IconCheck },
  returned: { tone: 'brick', icon: IconCornerDownLeft },
} as const;

export function AskedActTable({ rows, label }: { rows: readonly AskedActRowWire[]; label: string }) {
  const { t } = useSpeech();
  const [judged, setJudged] = useState<string | null>(null);
  const body = useRowKeys();
  const act = rows.find((row) => row.subject === judged);
  return (
    <>
      <Table highlightOnHover className={classes['table']} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('asked.what')}</Table.Th>
            <Table.Th w="22%">{t('asked.by')}</Table.Th>
            <Table.Th w={170}>{t('asked.until')}</Table.Th>
            <Table.Th w={170}>{t('asked.state')}</Table.Th>
            <Table.Th w={130}>{t('asked.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row) => (
            <AskedActLine key={row.subject} row={row} onJudge={() => setJudged(row.subject)} />
          ))}
        </Table.Tbody>
      </Table>
      {act !== undefined && <JudgeDialog act={act} onClose={() => setJudged(null)} />}
    </>
  );
}

function AskedActLine({ row, onJudge }: { row: AskedActRowWire; onJudge: () => void }) {
  const { t, dates } = useSpeech();
  const { tone, icon } = looks[row.state];
  const name = `${useKindOf(row)}: ${useHeadOf(row)}`;
  return (
    <Table.Tr>
      <Table.Td>
        <div className={classes['what']}>
          <PlaceOf row={row}>{name}</PlaceOf>
        </div>
        {row.returned !== null && (
          <div className={classes['quiet']}>{t('asked.returnedBy', { name: row.returned.byName, reason: row.returned.reason })}</div>
        )}
        {row.state === 'approved' && row.isOwn && <div className={classes['quiet']}>{t('asked.goOn')}</div>}
      </Table.Td>
      <Table.Td>
        {row.isOwn ? t('asked.you') : row.preparedByName}
        <div className={classes['quiet']}>{dates.moment(row.askedAt)}</div>
      </Table.Td>
      <Table.Td>{row.state === 'returned' ? '' : dates.moment(row.endsAt)}</Table.Td>
      <Table.Td>
        <WordBadge tone={tone} icon={icon} label={t(`askedState.${row.state}`)} />
        {row.state !== 'returned' && (
          <div className={classes['quiet']}>{t('step.approvals', { given: row.approvals.length, needed: row.approversMin })}</div>
        )}
      </Table.Td>
      <Table.Td>
        {row.mayApprove && (
          <Button size="compact-sm" onClick={onJudge} aria-label={t('asked.judgeName', { what: name })} data-row>
            {t('asked.judge')}
          </Button>
        )}
        {!row.mayApprove && row.mayReturn && (
          <Button size="compact-sm" variant="default" onClick={onJudge} aria-label={t('asked.judgeName', { what: name })} data-row>
            {t('asked.look')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Where the thing stands to which it is done. */
function PlaceOf({ row, children }: { row: AskedActRowWire; children: string }) {
  const { matter, record } = row.shown;
  if (row.actClass === 'export' && record !== undefined)
    return (
      <Link to="/records/$recordId" params={{ recordId: row.about }}>
        {children}
      </Link>
    );
  if (row.actClass === 'export' && matter !== undefined)
    return (
      <Link to="/onward/$matterId" params={{ matterId: matter }}>
        {children}
      </Link>
    );
  // What was read in a letter is compared with its scan before it is decided on.
  if (row.actClass === 'transcription' && row.shown['letter'] !== undefined)
    return (
      <Link to="/letters/$letterId" params={{ letterId: row.about }}>
        {children}
      </Link>
    );
  // What a bundle shows is looked at before it is decided on.
  if (row.caseRef !== null && row.actClass === 'export')
    return (
      <Link to="/cases/$caseId/bundle" params={{ caseId: row.caseRef }} search={{ subject: row.subject }}>
        {children}
      </Link>
    );
  // The alerts that a draft would change are looked at before it is decided on.
  if (row.actClass === 'detector-edition')
    return (
      <Link to="/alerts/drafts/$draftId" params={{ draftId: row.about }}>
        {children}
      </Link>
    );
  if (row.caseRef !== null)
    return (
      <Link to="/cases/$caseId" params={{ caseId: row.caseRef }}>
        {children}
      </Link>
    );
  if (row.actClass === 'peer-confirmation')
    return (
      <Link to="/peers/$authorityId" params={{ authorityId: row.about }}>
        {children}
      </Link>
    );
  return <>{children}</>;
}
