// SPDX-License-Identifier: Apache-2.0
/** The officers of this authority: their roles, when they last signed in, and adding, changing and disabling them. */
import { Button, Table } from '@mantine/core';
import { IconPencil, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficerRowWire } from '../../../src/officers/wire.ts';
import { officersQuery } from '../calls/officer-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { ChangeOfficerDialog } from './change-officer-dialog.tsx';
import { NewOfficerDialog } from './new-officer-dialog.tsx';
import classes from './officers.module.css';

export function OfficersPage() {
  const { t } = useSpeech();
  const session = useSession();
  const officers = useQuery(officersQuery);
  const [isAdding, setAdding] = useState(false);
  const [changed, setChanged] = useState<OfficerRowWire | null>(null);
  const isAdministrator = session.officer.roles.includes('administrator');
  return (
    <Page
      title={t('nav.officers')}
      under={t('officers.under')}
      actions={
        isAdministrator && (
          <Button onClick={() => setAdding(true)} leftSection={<IconUserPlus size={16} aria-hidden />}>
            {t('officers.add')}
          </Button>
        )
      }
    >
      {officers.isPending && <Waiting />}
      {officers.isError && <Failure error={officers.error} onAgain={() => void officers.refetch()} />}
      {officers.data !== undefined && (
        <div className={classes['card']}>
          <Table className={classes['table']} aria-label={t('nav.officers')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('officers.name')}</Table.Th>
                <Table.Th>{t('officers.roles')}</Table.Th>
                <Table.Th w={190}>{t('officers.lastSignIn')}</Table.Th>
                <Table.Th w={210}>{t('officers.standing')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {officers.data.map((row) => (
                <OfficerLine key={row.id} row={row} onChange={isAdministrator ? () => setChanged(row) : null} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <NewOfficerDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      {changed !== null && <ChangeOfficerDialog key={changed.id} row={changed} onClose={() => setChanged(null)} />}
    </Page>
  );
}

function OfficerLine({ row, onChange }: { row: OfficerRowWire; onChange: (() => void) | null }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr data-disabled={row.isDisabled}>
      <Table.Td>
        <div className={classes['name']}>{row.name}</div>
        <div className={classes['quiet']}>{row.email}</div>
      </Table.Td>
      <Table.Td>
        <div className={classes['roles']}>
          {row.roles.map((role) => (
            <WordBadge key={role} tone={role === 'administrator' ? 'tide' : 'gray'} label={t(`role.${role}`)} />
          ))}
        </div>
      </Table.Td>
      <Table.Td>{row.lastSignInAt === null ? t('officers.never') : dates.moment(row.lastSignInAt)}</Table.Td>
      <Table.Td className={classes['standing']}>
        {row.isDisabled && <WordBadge icon={IconUserOff} tone="brick" label={t('officers.disabled')} />}
        {onChange !== null && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={onChange}
            aria-label={t('officers.changeName', { name: row.name })}
            leftSection={<IconPencil size={13} aria-hidden />}
          >
            {t('officers.change')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
