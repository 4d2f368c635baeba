// SPDX-License-Identifier: Apache-2.0
/** How near holdings lie to listed addresses: which files, which lists, which addresses beside them, and what comes of it. */
import { Button, MultiSelect, NumberInput, Textarea } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { listsQuery } from '../calls/finding-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { MovementFilesSelect } from '../traces/movement-files-select.tsx';
import { ServicesField } from '../traces/services-field.tsx';
import { linesOf } from '../traces/text-lines.ts';
import classes from '../traces/traces.module.css';
import { computeExposure } from './exposure-calls.ts';
import { ExposedHoldings } from './exposed-holdings.tsx';

const hopsOtherwise = 20;

export function Exposure() {
  const { t } = useSpeech();
  const watched = useQuery(listsQuery);
  const [files, setFiles] = useState<string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  const [lists, setLists] = useState<string[]>([]);
  const [addresses, setAddresses] = useState('');
  const [services, setServices] = useState('');
  const [hopsMax, setHopsMax] = useState<number | string>(hopsOtherwise);
  const call = useMutation({ mutationFn: computeExposure });
  const isReady = files.length > 0 && purpose !== null && (lists.length > 0 || addresses.trim() !== '');
  return (
    <Page
      title={t('exposure.exposure')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('exposure.under')}
    >
      <Column>
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              if (purpose === null) return;
              const hops = typeof hopsMax === 'number' ? hopsMax : hopsOtherwise;
              call.mutate({ files, purpose, lists, addresses: linesOf(addresses), services: linesOf(services), hopsMax: hops });
            }}
          >
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
            <MultiSelect
              label={t('exposure.lists')}
              value={lists}
              onChange={setLists}
              data={(watched.data ?? []).map(({ name }) => name)}
            />
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
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {t('exposure.do')}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
        {call.data !== undefined && <ExposedHoldings exposure={call.data.exposure} order={call.variables} />}
      </Column>
    </Page>
  );
}
