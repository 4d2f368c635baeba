// SPDX-License-Identifier: Apache-2.0
/** The bell: what this officer should know of, the newest first; opening one leads to its case and marks it read. */
import { ActionIcon, Button, Indicator, Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { NoticesWire } from '../../../src/desk/notices/wire.ts';
import { deskCalls, noticesQuery } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './notice.module.css';
import { useSession } from './session-context.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'] as const;

export function NoticeBell() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const enabled = readers.some((role) => officer.roles.includes(role));
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery({ ...noticesQuery, enabled });
  if (!enabled) return null;
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('notices.title') : t('notices.unread', { count: unread });
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={400} shadow="md" withinPortal={false} trapFocus>
      <Indicator label={unread > 99 ? '99+' : unread} size={16} disabled={unread === 0} offset={5} color="brick">
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setIsOpen(!isOpen)}>
            <IconBell size={20} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t('notices.title')}>
        {data !== undefined && <Notices data={data} onLeave={() => setIsOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Notices({ data, onLeave }: { data: NoticesWire; onLeave: () => void }) {
  const { t, dates } = useSpeech();
  const router = useRouter();
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: deskCalls.readNotices,
    onSuccess: (after) => queryClient.setQueryData(noticesQuery.queryKey, after),
  });
  const open = (notice: NoticesWire['notices'][number]): void => {
    if (!notice.isRead) read.mutate([notice.id]);
    onLeave();
    if (notice.kind === 'personal-data-near' || notice.kind === 'personal-data-over') void router.navigate({ to: '/personal-data' });
    if (notice.caseId !== null) void router.navigate({ to: '/cases/$caseId', params: { caseId: notice.caseId } });
  };
  const unread = data.notices.filter((notice) => !notice.isRead).map((notice) => notice.id);
  return (
    <>
      <div className={classes['bellHead']}>
        <Text fw={600}>{t('notices.title')}</Text>
        <Button variant="subtle" size="compact-xs" disabled={unread.length === 0} onClick={() => read.mutate(unread)}>
          {t('notices.readAll')}
        </Button>
      </div>
      {data.notices.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('notices.nothing')}
        </Text>
      ) : (
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0, 'aria-label': t('notices.title') }}>
          <ul className={classes['bellList']}>
            {data.notices.map((notice) => (
              <li key={notice.id}>
                <UnstyledButton className={classes['bellItem']} data-unread={!notice.isRead} onClick={() => open(notice)}>
                  <span>{t(`notice.${notice.kind}`)}</span>
                  {notice.subject !== '' && <span className={classes['bellSubject']}>{notice.subject}</span>}
                  <span className={classes['bellWhen']}>
                    {dates.moment(notice.at)}
                    {notice.by !== null && ` · ${notice.by.name}`}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
      )}
    </>
  );
}
