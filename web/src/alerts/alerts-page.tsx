// SPDX-License-Identifier: Apache-2.0
/** The inbox of alerts: by strength, or gathered by whom they name, where it was, or which pattern found it. */
import { Button, SegmentedControl, Select, Table } from '@mantine/core';
import { IconActivityHeartbeat, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AlertGrouping, alertGroupings, type AlertLineWire, type AlertListWire } from '../../../src/findings/alerts/wire.ts';
import { alertsQuery } from './alert-calls.ts';
import type { LeadBox } from '../calls/finding-calls.ts';
import classes from '../findings/findings.module.css';
import { LeadBadge } from '../findings/lead-badge.tsx';
import { Score } from '../findings/score.tsx';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { SurveillanceTabs } from './surveillance-tabs.tsx';
import { spanText } from './units.ts';

const boxes = ['open', 'mine', 'put-aside', 'all'] as const;

interface Gathered {
  readonly grouping: AlertGrouping;
  readonly name: string;
}

export function AlertsPage() {
  const { t } = useSpeech();
  const [box, setBox] = useState<LeadBox>('open');
  const [grouping, setGrouping] = useState<AlertGrouping>('none');
  const [opened, setOpened] = useState<Gathered | null>(null);
  const within = opened === null ? {} : { [opened.grouping]: opened.name };
  const found = useQuery(alertsQuery({ box, grouping: opened === null ? grouping : 'none', ...within }));
  const group = (chosen: AlertGrouping): void => {
    setOpened(null);
    setGrouping(chosen);
  };
  return (
    <Page title={t('nav.alerts')} under={t('alerts.under')}>
      <SurveillanceTabs />
      <div className={classes['card']}>
        <div className={classes['tools']}>
          <SegmentedControl
            aria-label={t('alerts.box')}
            value={box}
            onChange={setBox}
            data={boxes.map((value) => ({ value, label: t(`leads.box.${value}`) }))}
          />
          <Select
            aria-label={t('alerts.grouping')}
            allowDeselect={false}
            value={grouping}
            onChange={(chosen) => chosen !== null && group(chosen)}
            data={alertGroupings.map((value) => ({ value, label: t(`alerts.grouping.${value}`) }))}
          />
        </div>
        {opened !== null && (
          <div className={classes['opened']}>
            <Button variant="subtle" size="xs" m={8} rightSection={<IconX size={14} aria-hidden />} onClick={() => setOpened(null)}>
              {t('alerts.only', { name: opened.name })}
            </Button>
            {(opened.grouping === 'participant' || opened.grouping === 'instrument') && (
              <Link to="/alerts/subjects/$kind/$name" params={{ kind: opened.grouping, name: opened.name }} className={classes['link']}>
                {t('marketSubject.open', { name: opened.name })}
              </Link>
            )}
          </div>
        )}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={6} />}
        {found.data !== undefined && <Found answer={found.data} onOpen={(name) => setOpened({ grouping, name })} />}
      </div>
    </Page>
  );
}

function Found({ answer, onOpen }: { answer: AlertListWire; onOpen: (name: string) => void }) {
  const { t } = useSpeech();
  if (answer.total === 0) {
    return (
      <Nothing icon={IconActivityHeartbeat} title={t('alerts.nothing')}>
        {t('alerts.nothing.under')}
      </Nothing>
    );
  }
  if (answer.groups.length > 0) return <Groups groups={answer.groups} onOpen={onOpen} />;
  return <AlertTable rows={answer.rows} />;
}

function Groups({ groups, onOpen }: { groups: AlertListWire['groups']; onOpen: (name: string) => void }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={t('alerts.groups')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={140}>{t('alerts.strongest')}</Table.Th>
          <Table.Th>{t('alerts.who')}</Table.Th>
          <Table.Th>{t('alerts.found')}</Table.Th>
          <Table.Th className={classes['number']} w={110}>
            {t('alerts.count')}
          </Table.Th>
          <Table.Th className={classes['number']} w={90}>
            {t('leads.box.open')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {groups.map((group) => (
          <Table.Tr key={group.members.join(' ')} className={classes['row']}>
            <Table.Td className={classes['strength']}>
              <Score score={group.strongest} />
            </Table.Td>
            <Table.Td>
              <Button variant="transparent" p={0} h="auto" className={classes['title']} data-row onClick={() => onOpen(group.name)}>
                {group.name}
              </Button>
              {group.members.length > 1 && <div>{group.members.slice(1).join(', ')}</div>}
              <div className={classes['quiet']}>{spanText(group.from, group.until)}</div>
            </Table.Td>
            <Table.Td>{group.patterns.join(', ')}</Table.Td>
            <Table.Td className={classes['number']}>{group.alerts}</Table.Td>
            <Table.Td className={classes['number']}>{group.open}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function AlertTable({ rows, isShort = false }: { rows: readonly AlertLineWire[]; isShort?: boolean }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={t('nav.alerts')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={isShort ? 90 : 140}>{t('leads.strength')}</Table.Th>
          <Table.Th>{t('alerts.what')}</Table.Th>
          {!isShort && <Table.Th w="20%">{t('alerts.where')}</Table.Th>}
          {!isShort && <Table.Th w="15%">{t('leads.assignee')}</Table.Th>}
          <Table.Th w={isShort ? 110 : 170}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <Table.Tr key={row.id} className={classes['row']}>
            <Table.Td className={classes['strength']}>{row.strength !== null && <Score score={row.strength} />}</Table.Td>
            <Table.Td>
              <Link to="/alerts/$leadId" params={{ leadId: row.id }} className={classes['title']} data-row>
                {row.title}
              </Link>
              {!isShort && <div>{row.sentence}</div>}
              <div className={classes['quiet']}>{spanText(row.from, row.until)}</div>
            </Table.Td>
            {!isShort && <Table.Td>{row.instruments.join(', ')}</Table.Td>}
            {!isShort && <Table.Td>{row.assignee?.name ?? <span className={classes['quiet']}>{t('leads.nobody')}</span>}</Table.Td>}
            <Table.Td>
              <LeadBadge state={row.state} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
