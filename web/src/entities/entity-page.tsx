// SPDX-License-Identifier: Apache-2.0
/**
 * Everything known about one subject, for a stated purpose. Looking at it is a use of every record that says something, so it is asked for
 * once and never by itself; after a judgement it is asked for again, since then the page is another one.
 */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconEyeOff, IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { EntityPageWire } from '../../../src/findings/entities/wire.ts';
import { CallError } from '../calls/call-server.ts';
import { entityPageQuery } from '../calls/finding-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import classes from './entities.module.css';
import { EntityFacts, EntitySources, EntityTimeline } from './entity-facts.tsx';
import { EntityGraph } from './entity-graph.tsx';
import { EntityJudgements, EntityProposals } from './entity-proposals.tsx';

export function EntityPage({ seed, purpose }: { seed: string; purpose: Purpose | null }) {
  const { t } = useSpeech();
  const [stored, setStored] = useSearchPurpose();
  const [asked, setAsked] = useState<Purpose | null>(purpose);
  const found = useQuery({ ...entityPageQuery(seed, asked ?? 'supervision'), enabled: asked !== null && seed !== '' });
  return (
    <Page
      title={found.data?.name ?? t('entity.title')}
      above={
        <Link to="/records" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.records')}
        </Link>
      }
      under={asked === null ? t('entity.closed') : t('entity.openedFor', { purpose: t(`purpose.${asked}`) })}
    >
      {asked === null && (
        <Section title={t('entity.open')}>
          <form
            className={classes['gate']}
            onSubmit={(event) => {
              event.preventDefault();
              setAsked(stored);
            }}
          >
            <PurposeSelect purpose={stored} onChange={setStored} />
            <Button type="submit" disabled={stored === null}>
              {t('entity.open')}
            </Button>
          </form>
        </Section>
      )}
      {asked !== null && found.isPending && <Waiting />}
      {found.isError && <NotShown error={found.error} onAgain={() => void found.refetch()} />}
      {found.data !== undefined && <Known page={found.data} purpose={asked} onJudged={() => void found.refetch()} />}
    </Page>
  );
}

/** That nothing is known is an answer; that the question was not answered is a fault. */
function NotShown({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useSpeech();
  if (!(error instanceof CallError && error.kind === 'absent')) return <Failure error={error} onAgain={onAgain} />;
  return <Nothing icon={IconUserSearch} title={t('entity.nothing')} />;
}

interface KnownProps {
  readonly page: EntityPageWire;
  readonly purpose: Purpose | null;
  readonly onJudged: () => void;
}

function Known({ page, purpose, onJudged }: KnownProps) {
  const { t } = useSpeech();
  const withheld = page.withheld.reduce((sum, { count }) => sum + count, 0);
  return (
    <Column>
      {withheld > 0 && (
        <Notice tone="needs" icon={IconEyeOff} title={t('entity.withheld', { count: withheld })}>
          {page.withheld.map(({ reason }) => (
            <div key={reason}>{reason}</div>
          ))}
        </Notice>
      )}
      {page.isMore && <Notice tone="needs" icon={IconEyeOff} title={t('entity.more')} />}
      <EntityFacts page={page} />
      <EntityGraph graph={page.graph} purpose={purpose} />
      <EntityProposals proposals={page.proposals} purpose={purpose} onJudged={onJudged} />
      <EntityJudgements page={page} onJudged={onJudged} />
      <EntityTimeline page={page} />
      <Work page={page} />
      <EntitySources page={page} purpose={purpose} />
    </Column>
  );
}

/** Leads about it and cases in which something about it was given. */
function Work({ page: { leads, cases } }: { page: EntityPageWire }) {
  const { t } = useSpeech();
  if (leads.length + cases.length === 0) return null;
  return (
    <Section title={t('entity.work')}>
      <ul className={classes['list']}>
        {leads.map(({ id, title }) => (
          <li key={id}>
            <Link to="/leads/$leadId" params={{ leadId: id }}>
              {t('entity.lead', { title })}
            </Link>
          </li>
        ))}
        {cases.map((id) => (
          <li key={id}>
            <Link to="/cases/$caseId" params={{ caseId: id }}>
              {t('entity.case', { id })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
