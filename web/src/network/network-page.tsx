// SPDX-License-Identifier: Apache-2.0
/**
 * The network of agreements: a circle or a map, and its table of who can ask whom for what; what is lacking, due or contradictory; and where a
 * datum could go from here.
 */
import { Group, SegmentedControl, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NetworkWire } from '../../../src/agreements/network/wire.ts';
import { type Purpose, purposes } from '../../../src/conditions/wire.ts';
import { networkQuery } from '../calls/way-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ClauseLink, ClauseReader } from '../verdicts/clause-drawer.tsx';
import { NetworkMap } from './network-map.tsx';
import { NetworkTable } from './network-table.tsx';
import classes from './network.module.css';
import { PublishedPanel } from './published-panel.tsx';
import { ReachPanel } from './reach-panel.tsx';
import { TileMap } from './tile-map.tsx';

export function NetworkPage() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [isWithPublished, setWithPublished] = useState(false);
  const network = useQuery(networkQuery(purpose, isWithPublished));
  const choice = (
    <Group gap="md">
      <Switch
        label={t('network.withPublished')}
        checked={isWithPublished}
        onChange={(event) => setWithPublished(event.currentTarget.checked)}
      />
      <Select
        aria-label={t('field.purpose')}
        placeholder={t('network.anyPurpose')}
        clearable
        searchable
        value={purpose}
        onChange={setPurpose}
        data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
      />
    </Group>
  );
  return (
    <ClauseReader>
      <Page title={t('nav.network')} under={t('network.under')} actions={choice}>
        {network.isPending && <Waiting rows={8} />}
        {network.isError && <Failure error={network.error} onAgain={() => void network.refetch()} />}
        {network.data !== undefined && (
          <Column>
            <Section title={t('network.who')}>
              <div className={classes['sides']}>
                <Picture network={network.data} />
                <NetworkTable network={network.data} />
              </div>
            </Section>
            <Findings network={network.data} />
            <Section title={t('reach.title')}>
              <ReachPanel isWithPublished={isWithPublished} />
            </Section>
            <Section title={t('published.title')}>
              <PublishedPanel />
            </Section>
          </Column>
        )}
      </Page>
    </ClauseReader>
  );
}

/** The same network as a circle around us, or on the map. */
function Picture({ network }: { network: NetworkWire }) {
  const { t } = useSpeech();
  const [picture, setPicture] = useState<'circle' | 'tiles'>('circle');
  return (
    <div>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t('network.picture')}
        value={picture}
        onChange={setPicture}
        data={[
          { value: 'circle', label: t('network.picture.circle') },
          { value: 'tiles', label: t('network.picture.tiles') },
        ]}
      />
      {picture === 'circle' ? <NetworkMap network={network} /> : <TileMap network={network} />}
    </div>
  );
}

function Findings({ network }: { network: NetworkWire }) {
  const { t, dates } = useSpeech();
  const { gaps, due, contradictions } = network;
  const self = network.authorities.findIndex(({ authorityId }) => authorityId === network.self);
  const counterparts = network.asks.filter(([from]) => from === self).length;
  const nobody = gaps.filter(({ lacking }) => lacking.length === counterparts);
  return (
    <div className={classes['findings']}>
      <Section title={t('network.gaps')}>
        {gaps.length === 0 && <p className={classes['quiet']}>{t('network.noGaps')}</p>}
        <ul className={classes['list']}>
          {gaps
            .filter(({ lacking }) => lacking.length < counterparts)
            .map(({ assistance, sentence }) => (
              <li key={assistance}>{sentence}</li>
            ))}
          {nobody.length > 0 && (
            <li>{t('network.nobody', { list: nobody.map(({ assistance }) => t(`assistance.${assistance}`).toLowerCase()).join(', ') })}</li>
          )}
        </ul>
      </Section>
      <Section title={t('network.due')}>
        {due.length === 0 && <p className={classes['quiet']}>{t('network.nothingDue')}</p>}
        <ul className={classes['list']}>
          {due.map(({ agreement, what, at, title, sentence }) => (
            <li key={`${agreement.digest} ${what}`}>
              <strong>{dates.day(at)}</strong> {title}: {sentence}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('network.contradictions')}>
        {contradictions.length === 0 && <p className={classes['quiet']}>{t('network.noContradictions')}</p>}
        <ul className={classes['list']}>
          {contradictions.map(({ about, governing, other, sentence }) => (
            <li key={`${governing.agreement.digest} ${other.agreement.digest} ${about}`}>
              {sentence} <ClauseLink clause={governing} /> <ClauseLink clause={other} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
