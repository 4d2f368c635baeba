// SPDX-License-Identifier: Apache-2.0
/** With which addresses a party belongs together, by which movement, what they are said to be, and which links are not followed. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContestWire } from '../../../src/findings/attributions/wire.ts';
import type { ClusteringWire } from '../../../src/flows/wire.ts';
import type { Files } from '../canvas/canvas-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PartyLink } from '../party/party-link.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { attributionCalls, clustersQuery } from './attribution-calls.ts';
import { ContestLines } from './contest-lines.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Cluster = ClusteringWire['clusters']['first'][number];
type Link = Cluster['evidence'][number];

interface ClusterProps {
  readonly files: Files;
  readonly party: string;
  /** Grows by one when something was said or contested. */
  readonly round: number;
  readonly onChange: () => void;
}

export function ClusterOfParty({ files, party, round, onChange }: ClusterProps) {
  const { t } = useSpeech();
  const found = useQuery(clustersQuery({ files: [...files.files], purpose: files.purpose, address: party }, round));
  const cluster = found.data?.clustering.clusters.first.find(({ members }) => members.count > 1);
  const conflicts = found.data?.clustering.conflicts.first ?? [];
  return (
    <Section title={t('cluster.title')}>
      {found.isPending && <Waiting rows={3} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data !== undefined && cluster === undefined && <p className={traceClasses['quiet']}>{t('cluster.alone')}</p>}
      {cluster !== undefined && <Members cluster={cluster} files={files} onChange={onChange} />}
      {conflicts.length > 0 && (
        <>
          <h3>{t('cluster.conflicts')}</h3>
          <ul>
            {conflicts.map(({ why, ...link }) => (
              <li key={`${link.reason} ${link.one} ${link.other} ${link.row}`}>
                <LinkWords link={link} /> {why}
              </li>
            ))}
          </ul>
        </>
      )}
      <PairContests contests={found.data?.contests ?? []} onChange={onChange} />
      {found.data !== undefined && <p className={traceClasses['digest']}>{found.data.clustering.digest}</p>}
    </Section>
  );
}

function Members({ cluster: { members, claims, evidence }, files, onChange }: { cluster: Cluster; files: Files; onChange: () => void }) {
  const { t } = useSpeech();
  const [contesting, setContesting] = useState<Link | null>(null);
  return (
    <>
      <p>{t('cluster.members', { count: members.count })}</p>
      <p>
        {members.first.map((name, place) => (
          <span key={name}>
            {place > 0 && ', '}
            <PartyLink {...files} party={name} />
          </span>
        ))}
      </p>
      {claims.map(({ actor, weight, tags }) => (
        <p key={actor}>
          {t('cluster.claim', { actor, weight })}{' '}
          <span className={traceClasses['quiet']}>{tags.map(({ address, source }) => `${address}: ${source}`).join('; ')}</span>
        </p>
      ))}
      <h3>{t('cluster.evidence')}</h3>
      <ul aria-label={t('cluster.evidence')}>
        {evidence.map((link) => (
          <li key={`${link.reason} ${link.one} ${link.other} ${link.row}`}>
            <LinkWords link={link} />{' '}
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('contest.contestNamed', { name: `${link.one}, ${link.other}` })}
              onClick={() => setContesting(link)}
            >
              {t('contest.contest')}
            </Button>
          </li>
        ))}
      </ul>
      {contesting !== null && (
        <ReasonDialog
          title={t('contest.contest')}
          send={async (reason) =>
            attributionCalls.contest({ about: { kind: 'pair', one: contesting.one, other: contesting.other }, reason })
          }
          onDone={onChange}
          onClose={() => setContesting(null)}
        />
      )}
    </>
  );
}

function LinkWords({ link: { reason, one, other, row, at } }: { link: Link }) {
  const { t, dates } = useSpeech();
  const known = (['co-spend', 'change', 'deposit'] as const).find((name) => name === reason);
  return (
    <>
      {one} – {other}: {known === undefined ? reason : t(`linkReason.${known}`)}{' '}
      <span className={traceClasses['quiet']}>
        ({t('traces.row', { row })}, {dates.moment(at)})
      </span>
    </>
  );
}

function PairContests({ contests, onChange }: { contests: readonly ContestWire[]; onChange: () => void }) {
  const { t } = useSpeech();
  if (contests.length === 0) return null;
  return (
    <>
      <h3>{t('cluster.contested')}</h3>
      <ul>
        {contests.map((contest) => (
          <li key={contest.id}>
            {contest.about.kind === 'pair' && `${contest.about.one} – ${contest.about.other}`}
            <ContestLines contests={[contest]} onDone={onChange} />
          </li>
        ))}
      </ul>
    </>
  );
}
