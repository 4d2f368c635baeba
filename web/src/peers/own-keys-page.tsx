// SPDX-License-Identifier: Apache-2.0
/** Our own keys: what each is for, how old it is, what waits for the holders of roots, and which peers have heard of the last change. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ownKeysQuery } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { KeyChange } from './key-change.tsx';
import { KeyEventTable, KeyTable } from './key-tables.tsx';

export function OwnKeysPage() {
  const { t } = useSpeech();
  const keys = useQuery(ownKeysQuery);
  const { data } = keys;
  const untold = data?.peers.filter((peer) => !peer.isTold) ?? [];
  const inUse = data?.keys.filter(({ state }) => state === 'active' || state === 'waiting') ?? [];
  return (
    <Page title={t('nav.keys')} under={t('keys.under')}>
      {keys.isPending && <Waiting />}
      {keys.isError && <Failure error={keys.error} onAgain={() => void keys.refetch()} />}
      {data !== undefined && (
        <Column>
          <Text size="sm" mb="md">
            {t('keys.roots', { needed: String(data.threshold), count: data.roots })}{' '}
            {untold.length === 0 ? t('keys.allTold') : t('keys.untold', { names: untold.map((peer) => peer.name).join(', ') })}
          </Text>
          <KeyChange />
          <Section title={t('keys.own')}>
            <KeyTable keys={inUse} />
          </Section>
          <Section title={t('keys.history')}>
            <KeyEventTable events={data.events} hasSeen={false} />
          </Section>
        </Column>
      )}
    </Page>
  );
}
