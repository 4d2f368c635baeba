// SPDX-License-Identifier: Apache-2.0
/** All that the movements at hand say of one party: who it is said to be, with whom it belongs together, and its history. */
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ClusterOfParty } from '../attributions/cluster-of-party.tsx';
import { SaidOfParty } from '../attributions/said-of-party.tsx';
import type { Files } from '../canvas/canvas-calls.ts';
import { OnCanvas } from '../canvas/on-canvas.tsx';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Page } from '../shell/page.tsx';
import { PartyOrder } from '../traces/party-order.tsx';
import { PartyHistory } from './party-history.tsx';

const route = getRouteApi('/workplace/traces/party');

export function Party() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { files = [], purpose, party = '' } = route.useSearch();
  const isAsked = files.length > 0 && purpose !== undefined && party !== '';
  return (
    <Page
      title={isAsked ? party : t('party.party')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('party.under')}
      actions={isAsked && <OnCanvas files={files} purpose={purpose} parties={[party]} />}
    >
      <Column>
        {isAsked ? (
          <AllOfParty key={JSON.stringify([files, purpose, party])} files={{ files, purpose }} party={party} />
        ) : (
          <PartyOrder
            title={t('party.which')}
            submit={t('party.open')}
            files={files}
            purpose={purpose ?? null}
            onOpen={(order) => void navigate({ to: '/traces/party', search: order })}
          />
        )}
      </Column>
    </Page>
  );
}

/** What was said or contested here changes what holds together. */
function AllOfParty({ files, party }: { files: Files; party: string }) {
  const [round, setRound] = useState(0);
  const onChange = (): void => setRound((known) => known + 1);
  return (
    <>
      <SaidOfParty party={party} onChange={onChange} />
      <ClusterOfParty files={files} party={party} round={round} onChange={onChange} />
      <PartyHistory files={files.files} purpose={files.purpose} party={party} />
    </>
  );
}
