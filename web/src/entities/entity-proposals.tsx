// SPDX-License-Identifier: Apache-2.0
/** What may be the same subject, side by side with what speaks for it and what against; judged with a reason, and taken back at will. */
import { Button, Group, Table, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { EntityPageWire, EntityProposalWire } from '../../../src/findings/entities/wire.ts';
import { judgementVerdicts } from '../../../src/findings/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import { JudgeEntities, type JudgingEntities } from './judge-entities.tsx';
import { Score } from '../findings/score.tsx';
import { findingCalls } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './entities.module.css';

/** Whom the server lets judge; for anybody else there is no button. */
function mayJudgePairs(roles: readonly string[]): boolean {
  return roles.includes('preparer') || roles.includes('records-keeper');
}

const pairOf = ({ left, right, label }: EntityProposalWire): Omit<JudgingEntities, 'verdict'> => ({ left, right, label });

interface ProposalsProps {
  readonly proposals: readonly EntityProposalWire[];
  readonly purpose: Purpose | null;
  readonly onJudged: () => void;
}

export function EntityProposals({ proposals, purpose, onJudged }: ProposalsProps) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [judging, setJudging] = useState<JudgingEntities | null>(null);
  const mayJudge = mayJudgePairs(officer.roles);
  if (proposals.length === 0) return null;
  return (
    <Section title={t('entity.proposals', { count: proposals.length })}>
      {proposals.map((proposal) => (
        <div key={proposal.right} className={classes['proposal']}>
          <Group justify="space-between">
            <Link to="/entities" search={{ seed: proposal.right.replace('records:', ''), purpose: purpose ?? undefined }}>
              {proposal.label}
            </Link>
            <Score score={proposal.score} />
          </Group>
          {proposal.judgedBefore !== null && <Text size="sm">{t(`entity.was.${proposal.judgedBefore}`)}</Text>}
          <SideBySide proposal={proposal} />
          <Reasons title={t('entity.for')} reasons={proposal.reasonsFor} />
          <Reasons title={t('entity.against')} reasons={proposal.reasonsAgainst} />
          {mayJudge && (
            <div className={classes['buttons']}>
              {judgementVerdicts.map((verdict) => (
                <Button key={verdict} size="compact-sm" variant="default" onClick={() => setJudging({ ...pairOf(proposal), verdict })}>
                  {t(`judgement.${verdict}`)}
                </Button>
              ))}
            </div>
          )}
        </div>
      ))}
      {judging !== null && <JudgeEntities judging={judging} onJudged={onJudged} onClose={() => setJudging(null)} />}
    </Section>
  );
}

function SideBySide({ proposal: { compared, label } }: { proposal: EntityProposalWire }) {
  const { t } = useSpeech();
  return (
    <Table aria-label={t('findings.sideBySide')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={150}>{t('findings.field')}</Table.Th>
          <Table.Th>{t('entity.here')}</Table.Th>
          <Table.Th>{label}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {compared.map(({ what, left, right }) => (
          <Table.Tr key={what}>
            <Table.Th scope="row">{t(`entityFact.${what}`)}</Table.Th>
            <Table.Td>{left}</Table.Td>
            <Table.Td>{right}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: EntityProposalWire['reasonsFor'] }) {
  if (reasons.length === 0) return null;
  return (
    <Text size="sm">
      <strong>{title}</strong> {reasons.map(({ sentence }) => sentence).join(' ')}
    </Text>
  );
}

export function EntityJudgements({ page: { judgements, sources }, onJudged }: { page: EntityPageWire; onJudged: () => void }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const undo = useFindingCall((id: string) => findingCalls.undoEntities(id), { said: t('entities.undone'), onDone: onJudged });
  if (judgements.length === 0) return null;
  const nameOf = (key: string): string => sources.find((source) => source.key === key)?.reference ?? key.replace(/^records:/, '');
  return (
    <Section title={t('judgement.list')}>
      <ul className={classes['list']}>
        {judgements.map((one) => (
          <li key={one.id}>
            {nameOf(one.left)} – {nameOf(one.right)}: <strong>{t(`judgement.${one.verdict}`)}</strong> {one.reason}{' '}
            <span className={classes['quiet']}>
              {one.officerName}, {dates.moment(one.at)}
            </span>{' '}
            {mayJudgePairs(officer.roles) && (
              <Button
                size="compact-xs"
                variant="default"
                loading={undo.isPending}
                onClick={() => undo.mutate(one.id)}
                leftSection={<IconArrowBackUp size={13} aria-hidden />}
              >
                {t('entities.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undo.error !== null && <Failure error={undo.error} />}
    </Section>
  );
}
