// SPDX-License-Identifier: Apache-2.0
/** Agreements that others published and that were taken in here: whose they are, and how far each signature was checked. */
import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PublishedRowWire } from '../../../src/agreements/wire.ts';
import { agreementCalls, publishedQuery } from '../calls/agreement-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './network.module.css';

export function PublishedPanel() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(publishedQuery);
  const { take, remove, error } = usePublishedCalls();
  const mayChange = officer.roles.includes('administrator');
  return (
    <>
      <p className={classes['quiet']}>{t('published.under')}</p>
      {mayChange && (
        <FileButton onChange={(file) => file !== null && take.mutate(file)} accept=".json,application/json">
          {(looks) => (
            <Button
              {...looks}
              size="compact-sm"
              variant="default"
              loading={take.isPending}
              leftSection={<IconFileUpload size={14} aria-hidden />}
            >
              {t('published.take')}
            </Button>
          )}
        </FileButton>
      )}
      {error !== null && <Failure error={error} />}
      {found.isPending && <Waiting rows={2} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes['quiet']}>{t('published.nothing')}</p>}
      <ul className={classes['places']}>
        {found.data?.map((row) => (
          <PublishedRow key={row.ref.digest} row={row} onRemove={mayChange ? () => remove.mutate(row.ref.digest) : null} />
        ))}
      </ul>
    </>
  );
}

function usePublishedCalls() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const again = () => void queryClient.invalidateQueries({ queryKey: ['agreements'] });
  const take = useMutation({
    mutationFn: agreementCalls.takePublished,
    onSuccess: () => {
      notifications.show({ message: t('published.taken') });
      again();
    },
  });
  const remove = useMutation({ mutationFn: agreementCalls.removePublished, onSuccess: again });
  return { take, remove, error: take.error ?? remove.error };
}

function PublishedRow({ row, onRemove }: { row: PublishedRowWire; onRemove: (() => void) | null }) {
  const { t, dates } = useSpeech();
  return (
    <li>
      <strong>
        <Link to="/agreements/$digest" params={{ digest: row.ref.digest }}>
          {row.title}
        </Link>
      </strong>
      <span className={classes['quiet']}> {t('published.by', { name: row.publisher.name, day: dates.day(row.publishedAt) })}</span>
      {onRemove !== null && (
        <Button size="compact-xs" variant="subtle" ml="sm" onClick={onRemove} aria-label={t('published.removeOne', { title: row.title })}>
          {t('published.remove')}
        </Button>
      )}
      <ul className={classes['givings']}>
        {row.parties.map(({ authorityId, name, jurisdiction, checked }) => (
          <li key={authorityId}>
            {`${name} (${jurisdiction})`}{' '}
            <span className={classes['quiet']}>{`${t('published.signature')}: ${t(`published.check.${checked}`)}`}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
