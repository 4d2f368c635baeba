// SPDX-License-Identifier: Apache-2.0
/** Markets that are watched while they run: who works on which part, how far behind each is, and what did not fit. */
import { Code } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../messages/language.tsx';
import { Column, Failure, Nothing, Page, Waiting } from '../../shell/page.tsx';
import { SurveillanceTabs } from '../surveillance-tabs.tsx';
import { liveMarketsQuery } from './live-calls.ts';
import { LiveMarket } from './live-market.tsx';

export function LivePage() {
  const { t } = useSpeech();
  const found = useQuery(liveMarketsQuery);
  const markets = Map.groupBy(found.data?.partitions ?? [], ({ market }) => market);
  return (
    <Page title={t('nav.alerts')} under={t('live.under')}>
      <SurveillanceTabs />
      <Column>
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={4} />}
        {found.data !== undefined && markets.size === 0 && (
          <Nothing icon={IconBroadcast} title={t('live.nothing')}>
            {t('live.nothing.under')} <Code>./comity surveil-live --market xven --partitions 16</Code>
          </Nothing>
        )}
        {[...markets].map(([market, partitions]) => (
          <LiveMarket
            key={market}
            market={market}
            partitions={partitions}
            workers={(found.data?.workers ?? []).filter((worker) => worker.market === market)}
          />
        ))}
      </Column>
    </Page>
  );
}
