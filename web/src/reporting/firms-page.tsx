// SPDX-License-Identifier: Apache-2.0
/** Firms that report: accounts, persons, keys. Nothing here tells whether a firm has reported anything. */
import { Button } from '@mantine/core';
import { IconBuildingBank, IconEyeOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { firmsQuery } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { FirmSection } from './firm-section.tsx';
import { NewFirmDialog } from './new-firm-dialog.tsx';

export function FirmsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const firms = useQuery(firmsQuery);
  const [isAdding, setAdding] = useState(false);
  const mayChange = officer.roles.some((role) => role === 'records-keeper' || role === 'administrator');
  return (
    <Page
      title={t('nav.firms')}
      under={
        <>
          {t('firms.under')} {firms.data !== undefined && t('firms.address', { address: firms.data.address })}
        </>
      }
      actions={
        mayChange && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('firms.add')}
          </Button>
        )
      }
    >
      {firms.isPending && <Waiting />}
      {firms.isError && <Failure error={firms.error} onAgain={() => void firms.refetch()} />}
      {firms.data?.hasReader === false && (
        <Notice tone="needs" icon={IconEyeOff} title={t('firms.noReader')}>
          {t('firms.noReader.under')}
        </Notice>
      )}
      {firms.data?.firms.length === 0 && <Nothing icon={IconBuildingBank} title={t('firms.nothing')} />}
      <Column>
        {firms.data?.firms.map((firm) => (
          <FirmSection key={firm.id} firm={firm} address={firms.data.address} mayChange={mayChange} />
        ))}
      </Column>
      {isAdding && <NewFirmDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
