// SPDX-License-Identifier: Apache-2.0
/** The feed for a calendar program: opened under a secret address that is shown once, ended at any time. */
import { Button, Code, CopyButton, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deskCalls, feedQuery, type Whose } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';

export function Feed() {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const found = useQuery(feedQuery);
  const [whose, setWhose] = useState<Whose>('mine');
  const [address, setAddress] = useState<string | null>(null);
  const open = useMutation({
    mutationFn: () => deskCalls.openFeed(whose),
    onSuccess: (answer) => {
      setAddress(answer.address);
      queryClient.setQueryData(feedQuery.queryKey, { ...answer, address: null });
    },
  });
  const close = useMutation({
    mutationFn: deskCalls.closeFeed,
    onSuccess: (answer) => {
      setAddress(null);
      queryClient.setQueryData(feedQuery.queryKey, answer);
    },
  });
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={2} />;
  const { feed } = found.data;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('feed.under')}</Text>
      {feed === null ? (
        <SegmentedControl
          aria-label={t('work.whose')}
          value={whose}
          onChange={(value) => setWhose(value === 'all' ? 'all' : 'mine')}
          data={[
            { value: 'mine', label: t('work.whose.mine') },
            { value: 'all', label: t('work.whose.all') },
          ]}
          w="fit-content"
        />
      ) : (
        <Text size="sm">
          {t('feed.open', { when: dates.moment(feed.openedAt) })}{' '}
          {feed.lastReadAt === null ? t('feed.neverRead') : t('feed.lastRead', { when: dates.moment(feed.lastReadAt) })}
        </Text>
      )}
      {address !== null && (
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {t('feed.once')}
          </Text>
          <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {address}
          </Code>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy} w="fit-content">
                {copied ? t('state.copied') : t('state.copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
      {open.isError && <Failure error={open.error} />}
      {close.isError && <Failure error={close.error} />}
      <Group gap="xs">
        <Button variant="default" onClick={() => open.mutate()} loading={open.isPending}>
          {feed === null ? t('feed.begin') : t('feed.renew')}
        </Button>
        {feed !== null && (
          <Button variant="subtle" color="brick" onClick={() => close.mutate()} loading={close.isPending}>
            {t('feed.end')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
