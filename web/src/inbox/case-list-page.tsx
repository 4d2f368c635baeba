// SPDX-License-Identifier: Apache-2.0
/** Inbox and requests sent: the cases of one box, the nearest deadline first. */
import { Button, TextInput } from '@mantine/core';
import { IconInbox, IconPencilPlus, IconSearch, IconSend2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseRowWire } from '../../../src/assistance/wire.ts';
import { casesQuery } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { CaseTable } from './case-table.tsx';
import classes from './inbox.module.css';

const boxes = {
  inbox: { box: 'inbox', icon: IconInbox },
  sent: { box: 'outbox', icon: IconSend2 },
} as const;

export function CaseListPage({ place }: { place: 'inbox' | 'sent' }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [wanted, setWanted] = useState('');
  const cases = useQuery(casesQuery(boxes[place].box));
  const rows = (cases.data ?? []).filter((row) => hasWords(row, wanted));
  const mayAsk = officer.roles.includes('preparer');
  return (
    <Page
      title={t(`nav.${place}`)}
      under={cases.data === undefined ? ' ' : t('inbox.count', { count: cases.data.length })}
      actions={mayAsk && <ComposeButton />}
    >
      {cases.isError && <Failure error={cases.error} onAgain={() => void cases.refetch()} />}
      {cases.isPending && <Waiting rows={8} />}
      {cases.data !== undefined && cases.data.length === 0 && (
        <Nothing icon={boxes[place].icon} title={t(`${place}.nothing`)} action={mayAsk && place === 'sent' && <ComposeButton />}>
          {t(`${place}.nothing.under`)}
        </Nothing>
      )}
      {cases.data !== undefined && cases.data.length > 0 && (
        <div className={classes['card']}>
          <div className={classes['tools']}>
            <TextInput
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              placeholder={t('inbox.filter')}
              aria-label={t('inbox.filter')}
              leftSection={<IconSearch size={15} aria-hidden />}
              w={320}
            />
            <span className={classes['order']}>{t('inbox.order')}</span>
          </div>
          <CaseTable rows={rows} place={place} />
          {rows.length === 0 && <p className={classes['none']}>{t('inbox.noMatch')}</p>}
        </div>
      )}
    </Page>
  );
}

function ComposeButton() {
  const { t } = useSpeech();
  return (
    <Button
      renderRoot={(looks) => <Link {...looks} to="/compose" />}
      leftSection={<IconPencilPlus size={16} aria-hidden />}
      aria-keyshortcuts="c"
    >
      {t('compose.new')}
    </Button>
  );
}

function hasWords(row: CaseRowWire, wanted: string): boolean {
  const text = `${row.subject} ${row.counterpart.name} ${row.counterpart.jurisdiction} ${row.reference}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
