// SPDX-License-Identifier: Apache-2.0
/** Inbox, requests sent and one's own cases: the nearest deadline first, each with why it is there and what comes next; search over all. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInbox, IconPencilPlus, IconSearch, IconSend2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { caseSearchQuery, type WorkBox, worklistQuery } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { NoteCallButton, OralRequests } from '../oral/oral-requests.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './inbox.module.css';
import { WorkTable } from './work-table.tsx';

const boxes = {
  inbox: { box: 'inbox', icon: IconInbox, from: 'from' },
  sent: { box: 'outbox', icon: IconSend2, from: 'to' },
} as const;
const searchWaitMs = 250;

export function CaseListPage({ place }: { place: 'inbox' | 'sent' }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [typed, setTyped] = useState('');
  const [isMine, setIsMine] = useState(false);
  const [words] = useDebouncedValue(typed.trim(), searchWaitMs);
  const isSearching = words.length >= 2;
  const mayAsk = officer.roles.includes('preparer');
  return (
    <Page title={t(`nav.${place}`)} under={t(`${place}.under`)} actions={<ListActions place={place} />}>
      {place === 'inbox' && <OralRequests />}
      <div className={classes['card']}>
        <div className={classes['tools']}>
          <TextInput
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            placeholder={t('inbox.search')}
            aria-label={t('inbox.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            w={360}
          />
          <SegmentedControl
            aria-label={t('work.whose')}
            value={isMine ? 'mine' : 'all'}
            onChange={(value) => setIsMine(value === 'mine')}
            data={[
              { value: 'all', label: t('work.whose.all') },
              { value: 'mine', label: t('work.whose.mine') },
            ]}
          />
          <span className={classes['order']}>{isSearching ? t('inbox.searched') : t('inbox.order')}</span>
        </div>
        {isSearching ? <Found words={words} /> : <Box place={place} box={isMine ? 'mine' : boxes[place].box} mayAsk={mayAsk} />}
      </div>
    </Page>
  );
}

function Box({ place, box, mayAsk }: { place: 'inbox' | 'sent'; box: WorkBox; mayAsk: boolean }) {
  const { t } = useSpeech();
  const found = useInfiniteQuery({
    ...worklistQuery(box),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.isPending)
    return (
      <div className={classes['waiting']}>
        <Waiting rows={8} />
      </div>
    );
  if (rows.length === 0)
    return (
      <Nothing icon={boxes[place].icon} title={t(`${place}.nothing`)} action={mayAsk && place === 'sent' && <ComposeButton />}>
        {t(box === 'mine' ? 'work.nothingMine' : `${place}.nothing.under`)}
      </Nothing>
    );
  return (
    <>
      <WorkTable rows={rows} label={t(`nav.${place}`)} from={box === 'mine' ? 'counterpart' : boxes[place].from} />
      {found.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void found.fetchNextPage()}
          loading={found.isFetchingNextPage}
          mx="auto"
          my="md"
          display="block"
        >
          {t('state.more')}
        </Button>
      )}
    </>
  );
}

function Found({ words }: { words: string }) {
  const { t } = useSpeech();
  const found = useQuery(caseSearchQuery(words));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined)
    return (
      <div className={classes['waiting']}>
        <Waiting rows={4} />
      </div>
    );
  const { rows, isCommon } = found.data;
  return (
    <>
      {isCommon && <p className={classes['none']}>{t('inbox.commonWords')}</p>}
      {rows.length === 0 && !isCommon && <p className={classes['none']}>{t('inbox.noMatch')}</p>}
      {rows.length > 0 && <WorkTable rows={rows} label={t('inbox.searched')} from="counterpart" />}
    </>
  );
}

function ListActions({ place }: { place: 'inbox' | 'sent' }) {
  const { officer } = useSession();
  const mayNote = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  return (
    <>
      {place === 'inbox' && mayNote && <NoteCallButton />}
      {officer.roles.includes('preparer') && <ComposeButton />}
    </>
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
