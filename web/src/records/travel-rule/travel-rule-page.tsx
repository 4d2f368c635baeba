// SPDX-License-Identifier: Apache-2.0
/** Providers by how often their travel-rule messages lacked something; asked for a purpose, like every look at records. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconChecks, IconListSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../../src/conditions/wire.ts';
import { travelRuleFirmsQuery } from '../../calls/record-calls.ts';
import caseClasses from '../../case/case.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Column, Failure, Nothing, Page, Waiting } from '../../shell/page.tsx';
import { PurposeSelect } from '../purpose-select.tsx';
import classes from '../records.module.css';
import { useSearchPurpose } from '../search-purpose.ts';
import { Rows } from '../supervision.tsx';

export function TravelRulePage() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [asked, setAsked] = useState<{ readonly number: number; readonly purpose: Purpose } | null>(null);
  return (
    <Page
      title={t('travel.title')}
      above={
        <Link to="/records" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.records')}
        </Link>
      }
      under={t('travel.under')}
    >
      <form
        className={classes['search']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) setAsked((before) => ({ number: (before?.number ?? 0) + 1, purpose }));
        }}
      >
        <div className={classes['purpose']} data-missing={purpose === null}>
          <PurposeSelect purpose={purpose} onChange={setPurpose} />
        </div>
        <Button type="submit" w="max-content" disabled={purpose === null}>
          {t('travel.count')}
        </Button>
      </form>
      {asked === null ? (
        <Nothing icon={IconListSearch} title={t('travel.begin')}>
          {t('records.begin.under')}
        </Nothing>
      ) : (
        <Firms key={asked.number} asked={asked} />
      )}
    </Page>
  );
}

function Firms({ asked }: { asked: { readonly number: number; readonly purpose: Purpose } }) {
  const { t } = useSpeech();
  const { data, error } = useQuery(travelRuleFirmsQuery(asked));
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Waiting />;
  if (data.firms.length === 0) {
    return (
      <Nothing icon={IconChecks} title={t('travel.none')}>
        {t('travel.none.under')}
      </Nothing>
    );
  }
  return (
    <Column>
      {data.isCut && <p className={classes['quiet']}>{t('travel.cut', { count: data.messages })}</p>}
      <Rows
        title="travel.firms"
        heads={[
          'travel.provider',
          'travel.messages',
          'travel.regime.fatf',
          'travel.regime.eu',
          'travel.regime.ivms101',
          'travel.missedMost',
        ]}
      >
        {data.firms.map(({ firm, lei, messages, deficient, missed }) => [
          `${firm ?? ''} ${lei ?? ''}`,
          <div key="firm">
            {firm ?? t('travel.noProvider')}
            {lei !== null && <div className={classes['quiet']}>{lei}</div>}
          </div>,
          messages,
          t('travel.of', { count: deficient.fatf, all: messages }),
          t('travel.of', { count: deficient.eu, all: messages }),
          t('travel.of', { count: deficient.ivms101, all: messages }),
          missed.map(({ rule, count }) => <div key={rule}>{`${rule} (${count})`}</div>),
        ])}
      </Rows>
    </Column>
  );
}
