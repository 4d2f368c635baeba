// SPDX-License-Identifier: Apache-2.0
/** A table of records: what each is about, its kind, whose it is, and whether conditions travel with it. */
import { Checkbox, Table } from '@mantine/core';
import { IconMailOpened, IconShieldLock, IconWorldDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { FoundWhyWire, RecordRowWire } from '../../../src/records/wire.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './records.module.css';

interface TableProps {
  /** After a search, each with why it was found. */
  readonly rows: readonly (RecordRowWire & { readonly why?: FoundWhyWire })[];
  readonly label: string;
  /** Offered as the purpose of the use when a record is opened from here. */
  readonly purpose: Purpose | null;
  readonly caseRef: string | null;
  /** Rows can be ticked where somebody hears of it. */
  readonly ticked?: readonly string[];
  readonly onTick?: (row: RecordRowWire) => void;
}

export function RecordTable({ rows, label, purpose, caseRef, ticked, onTick }: TableProps) {
  const { t, dates } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {onTick !== undefined && <Table.Th w={36} aria-label={t('give.tickColumn')} />}
          <Table.Th>{t('records.about')}</Table.Th>
          <Table.Th w={150}>{t('records.kind')}</Table.Th>
          <Table.Th w="28%">{t('records.originator')}</Table.Th>
          <Table.Th w={110}>{t('records.recorded')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <Table.Tr key={row.id} className={classes['row']}>
            {onTick !== undefined && (
              <Table.Td>
                <Checkbox
                  size="xs"
                  checked={ticked?.includes(row.id) === true}
                  onChange={() => onTick(row)}
                  aria-label={t('give.tick', { title: row.title })}
                />
              </Table.Td>
            )}
            <Table.Td>
              <Link
                to="/records/$recordId"
                params={{ recordId: row.id }}
                search={{ purpose: purpose ?? undefined, caseRef: caseRef ?? undefined, title: row.title }}
                className={classes['title']}
                data-row
              >
                {row.title}
              </Link>
              <div className={classes['quiet']}>
                {[row.subtitle, ...(row.title.includes(row.reference) ? [] : [row.reference])].filter((part) => part !== '').join(' · ')}
              </div>
              {row.why !== undefined && <Why why={row.why} />}
              {row.why !== undefined && <EntityLink seed={row.id} purpose={purpose} />}
            </Table.Td>
            <Table.Td>{t(`recordKind.${row.kind}`)}</Table.Td>
            <Table.Td>
              <Origin row={row} />
            </Table.Td>
            <Table.Td>{dates.day(row.recordedAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** To all that is known about the subject of a row. */
export function EntityLink({ seed, purpose }: { seed: string; purpose: Purpose | null }) {
  const { t } = useSpeech();
  return (
    <Link to="/entities" search={{ seed, purpose: purpose ?? undefined }} className={classes['quiet']}>
      {t('records.entity')}
    </Link>
  );
}

/** Why a row was found; of a name that is alike, how much and what differs. */
export function Why({ why: { by, text, score, reasons } }: { why: FoundWhyWire }) {
  const { t } = useSpeech();
  if (by === 'all') return null;
  return (
    <div className={classes['quiet']}>
      {t(`records.why.${by}`, { text, score: score === null ? '' : score.toFixed(2) })}
      {reasons.length > 0 && ` ${reasons.join(' ')}`}
    </div>
  );
}

export function Origin({ row }: { row: RecordRowWire }) {
  const { t } = useSpeech();
  if (!row.isReceived) return <span className={classes['quiet']}>{t('records.own')}</span>;
  return (
    <div className={classes['badges']}>
      <span className={classes['originator']}>
        <IconWorldDownload size={15} stroke={1.7} aria-hidden />
        {row.originatorName}
      </span>
      {row.attested !== null && <WordBadge icon={IconMailOpened} tone="blue" label={t('letters.attestedRow')} />}
      {row.conditionCount > 0 && (
        <WordBadge icon={IconShieldLock} tone="amber" label={t('records.conditionCount', { count: row.conditionCount })} />
      )}
    </div>
  );
}
