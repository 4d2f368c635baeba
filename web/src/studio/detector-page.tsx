// SPDX-License-Identifier: Apache-2.0
/** A detector: what it looks for, its place in the law, its parameters with bounds and origin, what was published, and who tries what. */
import { Button, Table } from '@mantine/core';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DetectorWire, DraftRowWire } from '../../../src/findings/studio/wire.ts';
import caseClasses from '../case/case.module.css';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { detectorQuery, studioCalls } from './studio-calls.ts';
import classes from './studio.module.css';
import { ValueForm } from './value-form.tsx';

export const mayDraft = ['preparer', 'records-keeper'] as const;

export function DetectorPage({ pattern }: { pattern: string }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isDrafting, setDrafting] = useState(false);
  const found = useQuery(detectorQuery(pattern));
  const may = mayDraft.some((role) => officer.roles.includes(role));
  return (
    <Page
      title={found.data?.title ?? pattern}
      above={
        <Link to="/alerts/patterns" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('alerts.tab.patterns')}
        </Link>
      }
      under={found.data !== undefined && <Under detector={found.data} />}
      actions={
        may &&
        found.data !== undefined &&
        !isDrafting && (
          <Button leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setDrafting(true)}>
            {t('studio.draftOther')}
          </Button>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && (
        <Column>
          {isDrafting ? (
            <NewDraft detector={found.data} onCancel={() => setDrafting(false)} />
          ) : (
            <Section title={t('studio.parameters')}>
              <Parameters detector={found.data} />
            </Section>
          )}
          <Section title={t('studio.drafts')}>
            <Drafts drafts={found.data.drafts} />
          </Section>
          <Section title={t('studio.editions')}>
            <Editions detector={found.data} />
          </Section>
        </Column>
      )}
    </Page>
  );
}

function Under({ detector: { id, version, edition, definition, legal } }: { detector: DetectorWire }) {
  const { t } = useSpeech();
  return (
    <>
      <div>{definition}</div>
      <div>
        {id}, {t('alert.version', { version: String(version) })}, {t('studio.editionOf', { edition: String(edition) })}
        {legal !== '' && ` · ${legal}`}
      </div>
    </>
  );
}

function NewDraft({ detector, onCancel }: { detector: DetectorWire; onCancel: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const call = useFindingCall(
    (given: { parameters: Record<string, string>; reason: string }) => studioCalls.make({ pattern: detector.id, ...given }),
    {
      said: t('studio.drafted.said'),
      onDone: ({ draft }) => void navigate({ to: '/alerts/drafts/$draftId', params: { draftId: draft.id } }),
    },
  );
  const parameters = detector.parameters.map((one) => ({ ...one, drafted: one.inForce }));
  return (
    <Section title={t('studio.draftOther')}>
      <ValueForm parameters={parameters} reason="" label={t('studio.saveDraft')} call={call} onCancel={onCancel} />
    </Section>
  );
}

function Parameters({ detector }: { detector: DetectorWire }) {
  const { t } = useSpeech();
  return (
    <div className={classes['wide']}>
      <Table className={findingClasses['table']} aria-label={t('studio.parameters')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('studio.parameter')}</Table.Th>
            <Table.Th className={classes['number']}>{t('studio.inForce')}</Table.Th>
            <Table.Th className={classes['number']}>{t('studio.own')}</Table.Th>
            <Table.Th className={classes['number']}>{t('studio.bounds')}</Table.Th>
            <Table.Th w="32%">{t('studio.origin')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {detector.parameters.map(({ name, unit, meaning, origin, own, inForce, from, to }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <strong>{name}</strong>
                <div className={findingClasses['quiet']}>{meaning}</div>
              </Table.Td>
              <Table.Td className={`${classes['number']} ${own === inForce ? '' : classes['changed']}`}>
                {inForce} {unit}
              </Table.Td>
              <Table.Td className={classes['number']}>{own}</Table.Td>
              <Table.Td className={classes['number']}>{t('studio.fromTo', { from: String(from), to: String(to) })}</Table.Td>
              <Table.Td>{origin}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const tones = { open: 'amber', published: 'moss', dropped: 'tide', overtaken: 'brick' } as const;

export function DraftBadge({ draft }: { draft: DraftRowWire }) {
  const { t } = useSpeech();
  const state = draft.isOvertaken ? 'overtaken' : draft.state;
  return <WordBadge tone={tones[state]} label={t(`draftState.${state}`)} />;
}

export function Changes({ changes }: { changes: DraftRowWire['changes'] }) {
  return (
    <ul className={classes['changes']}>
      {changes.map(({ name, from, to, unit }) => (
        <li key={name}>
          {name}: {from} → <strong>{to}</strong> {unit}
        </li>
      ))}
    </ul>
  );
}

function Drafts({ drafts }: { drafts: readonly DraftRowWire[] }) {
  const { t, dates } = useSpeech();
  if (drafts.length === 0) return <p className={findingClasses['quiet']}>{t('studio.noDrafts')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('studio.drafts')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('studio.draft')}</Table.Th>
          <Table.Th>{t('studio.why')}</Table.Th>
          <Table.Th w={150}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {drafts.map((draft) => (
          <Table.Tr key={draft.id}>
            <Table.Td>
              <Link to="/alerts/drafts/$draftId" params={{ draftId: draft.id }} className={findingClasses['link']}>
                <Changes changes={draft.changes} />
              </Link>
              <div className={findingClasses['quiet']}>
                {draft.madeBy}, {dates.moment(draft.changedAt)}
              </div>
            </Table.Td>
            <Table.Td>{draft.reason}</Table.Td>
            <Table.Td>
              <DraftBadge draft={draft} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Editions({ detector: { editions } }: { detector: DetectorWire }) {
  const { t, dates } = useSpeech();
  if (editions.length === 0) return <p className={findingClasses['quiet']}>{t('studio.noEditions')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('studio.editions')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={190}>{t('studio.edition')}</Table.Th>
          <Table.Th>{t('studio.changes')}</Table.Th>
          <Table.Th>{t('studio.why')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {editions.map((one) => (
          <Table.Tr key={`${one.version} ${one.edition}`}>
            <Table.Td>
              <strong>
                {t('alert.version', { version: String(one.version) })}, {t('studio.editionOf', { edition: String(one.edition) })}
              </strong>
              {one.isInForce && <div>{t('studio.isInForce')}</div>}
              <div className={findingClasses['quiet']}>{dates.moment(one.publishedAt)}</div>
            </Table.Td>
            <Table.Td>
              <Changes changes={one.changes} />
              <div className={findingClasses['quiet']}>
                {t('studio.byWhom', { prepared: one.preparedBy, approved: one.approvedBy.join(', ') })}
              </div>
            </Table.Td>
            <Table.Td>
              {one.reason}{' '}
              <Link to="/alerts/drafts/$draftId" params={{ draftId: one.draft }} className={findingClasses['link']}>
                {t('studio.openDraft')}
              </Link>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
