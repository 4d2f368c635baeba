// SPDX-License-Identifier: Apache-2.0
/** How near holdings lie to listed addresses: which files, which lists, which addresses beside them, and what comes of it. */
import { MultiSelect, NumberInput, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listsQuery } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { OverviewPage, useAsked } from '../traces/overview-page.tsx';
import { ServicesField } from '../traces/services-field.tsx';
import { linesOf } from '../traces/text-lines.ts';
import classes from '../traces/traces.module.css';
import { computeExposure } from './exposure-calls.ts';
import { ExposedHoldings } from './exposed-holdings.tsx';

const hopsOtherwise = 20;

export function Exposure() {
  const { t } = useSpeech();
  const watched = useQuery(listsQuery);
  const asked = useAsked();
  const [lists, setLists] = useState<string[]>([]);
  const [addresses, setAddresses] = useState('');
  const [services, setServices] = useState('');
  const [hopsMax, setHopsMax] = useState<number | string>(hopsOtherwise);
  const call = useMutation({ mutationFn: computeExposure });
  return (
    <OverviewPage
      title={t('exposure.exposure')}
      under={t('exposure.under')}
      asked={asked}
      order={t('exposure.do')}
      isReady={lists.length > 0 || addresses.trim() !== ''}
      onOrder={(order) => {
        const hops = typeof hopsMax === 'number' ? hopsMax : hopsOtherwise;
        call.mutate({ ...order, lists, addresses: linesOf(addresses), services: linesOf(services), hopsMax: hops });
      }}
      call={call}
      found={call.data !== undefined && <ExposedHoldings exposure={call.data.exposure} order={call.variables} />}
    >
      <MultiSelect label={t('exposure.lists')} value={lists} onChange={setLists} data={(watched.data ?? []).map(({ name }) => name)} />
      {watched.isError && <Failure error={watched.error} onAgain={() => void watched.refetch()} />}
      <NumberInput label={t('exposure.hopsMax')} min={1} max={200} value={hopsMax} onChange={setHopsMax} />
      <Textarea
        className={classes['wide'] ?? ''}
        label={t('exposure.addresses')}
        description={t('exposure.addressesHint')}
        autosize
        minRows={2}
        value={addresses}
        onChange={(event) => setAddresses(event.currentTarget.value)}
      />
      <ServicesField className={classes['wide'] ?? ''} services={services} onChange={setServices} />
    </OverviewPage>
  );
}
