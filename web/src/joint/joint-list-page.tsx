// SPDX-License-Identifier: Apache-2.0
/** Joint matters by their nearest deadline: operations, parallel work, questions of interest, differences. */
import { Button, Menu, Table } from '@mantine/core';
import { IconPlus, IconTarget, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JointRowWire } from '../../../src/joint-operations/views/wire.ts';
import { jointQuery } from './joint-calls.ts';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { StageBadge } from './joint-words.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { PlanDialog } from './operations/plan-dialog.tsx';
import type { OpeningKind } from './note-fields.ts';

const openings = ['plan', 'notice', 'question', 'raise', 'review'] as const;

export function JointListPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(jointQuery);
  const [opening, setOpening] = useState<OpeningKind | 'plan' | null>(null);
  const rows = found.data?.rows;
  return (
    <Page
      title={t('nav.joint')}
      under={t('joint.under')}
      actions={
        <>
          <Button
            renderRoot={(looks) => <Link {...looks} to="/joint/interests" />}
            variant="default"
            leftSection={<IconTarget size={16} aria-hidden />}
          >
            {t('interests.title')}
          </Button>
          {officer.roles.includes('preparer') && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('joint.open')}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {openings.map((kind) => (
                  <Menu.Item key={kind} onClick={() => setOpening(kind)}>
                    {t(`jointOpen.${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {rows?.length === 0 && (
        <Nothing icon={IconUsersGroup} title={t('joint.nothing')}>
          {t('joint.nothing.under')}
        </Nothing>
      )}
      {rows !== undefined && rows.length > 0 && (
        <div className={inbox['card']}>
          <JointTable rows={rows} />
        </div>
      )}
      {opening === 'plan' && <PlanDialog standing={null} onClose={() => setOpening(null)} />}
      {opening !== null && opening !== 'plan' && <OpenDialog kind={opening} onClose={() => setOpening(null)} />}
    </Page>
  );
}

function JointTable({ rows }: { rows: readonly JointRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={t('nav.joint')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('joint.matter')}</Table.Th>
          <Table.Th w="26%">{t('joint.participants')}</Table.Th>
          <Table.Th w={160}>{t('inbox.state')}</Table.Th>
          <Table.Th w="16%">{t('joint.due')}</Table.Th>
          <Table.Th w="18%">{t('negotiations.turn')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <JointLine key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function JointLine({ row }: { row: JointRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        <Link to="/joint/$matterId" params={{ matterId: row.id }} className={inbox['subject']} data-row>
          {row.title}
        </Link>
        <div className={inbox['quiet']}>{t(`jointWork.${row.work}`)}</div>
      </Table.Td>
      <Table.Td>{row.participants.map(({ jurisdiction, name }) => jurisdiction || name).join(', ')}</Table.Td>
      <Table.Td>
        <StageBadge stage={row.stage} />
      </Table.Td>
      <Table.Td>{row.dueAt === null ? '' : dates.moment(row.dueAt)}</Table.Td>
      <Table.Td>{row.isOurTurn ? <strong>{t('negotiations.yourTurn')}</strong> : row.turn.map(({ name }) => name).join(', ')}</Table.Td>
    </Table.Tr>
  );
}
