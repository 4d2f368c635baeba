// SPDX-License-Identifier: Apache-2.0
/**
 * Who may hold an account: looked for in the records for a stated purpose, which is a use of each of them; judged with a reason. It is asked
 * for once and never by itself; after a judgement it is asked for again, since then other things are open.
 */
import { Button, Group, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LinkProposalsWire, LinkProposalWire } from '../../../../src/findings/account-links/wire.ts';
import { judgementVerdicts } from '../../../../src/findings/wire.ts';
import { JudgeEntities, type JudgingEntities } from '../../entities/judge-entities.tsx';
import { Score } from '../../findings/score.tsx';
import { useSpeech } from '../../messages/language.tsx';
import { PurposeSelect } from '../../records/purpose-select.tsx';
import { useSearchPurpose } from '../../records/search-purpose.ts';
import { Failure, Section } from '../../shell/page.tsx';
import { alertCalls } from '../alert-calls.ts';
import { useMayJudge } from './belonging.tsx';
import classes from './linked.module.css';

export function HolderProposals({ name }: { name: string }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const found = useMutation({ mutationFn: alertCalls.links });
  const look = (): void => {
    if (purpose !== null) found.mutate({ name, purpose });
  };
  if (!useMayJudge()) return null;
  return (
    <Section title={t('linked.proposals')}>
      <Text size="sm" mb={8}>
        {t('linked.proposals.under')}
      </Text>
      <form
        className={classes['gate']}
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Button
          type="submit"
          variant="default"
          loading={found.isPending}
          disabled={purpose === null}
          leftSection={<IconUserSearch size={16} aria-hidden />}
        >
          {t('linked.lookInRecords')}
        </Button>
      </form>
      {found.isError && <Failure error={found.error} onAgain={look} />}
      {found.data !== undefined && <Found page={found.data} onJudged={look} />}
    </Section>
  );
}

function Found({ page, onJudged }: { page: LinkProposalsWire; onJudged: () => void }) {
  const { t } = useSpeech();
  const [judging, setJudging] = useState<JudgingEntities | null>(null);
  return (
    <div aria-live="polite">
      {page.proposals.length === 0 && <Text size="sm">{t('linked.noProposals')}</Text>}
      {page.proposals.map((proposal) => (
        <Proposal
          key={proposal.right}
          proposal={proposal}
          onJudge={(verdict) =>
            setJudging({ left: proposal.left, right: proposal.right, label: `${proposal.name} (${proposal.label})`, verdict })
          }
        />
      ))}
      {page.accounts.length > 0 && (
        <>
          <Text size="sm" fw={600} mt={10}>
            {t('linked.accounts')}
          </Text>
          <ul className={classes['list']}>
            {page.accounts.map(({ account, holder, record, label }) => (
              <li key={`${record} ${account}`}>
                {account}, {holder} <span className={classes['quiet']}>{label}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {page.withheld.map(({ count, reason }) => (
        <Text key={reason} size="sm" c="dimmed">
          {t('linked.withheldRecords', { count })} {reason}
        </Text>
      ))}
      {page.isMore && <Text size="sm">{t('linked.more')}</Text>}
      {judging !== null && <JudgeEntities judging={judging} onJudged={onJudged} onClose={() => setJudging(null)} />}
    </div>
  );
}

function Proposal({ proposal, onJudge }: { proposal: LinkProposalWire; onJudge: (verdict: JudgingEntities['verdict']) => void }) {
  const { t } = useSpeech();
  return (
    <div className={classes['proposal']}>
      <Group justify="space-between" wrap="nowrap">
        <Link to="/entities" search={{ seed: proposal.right.replace('records:', ''), purpose: undefined }}>
          {proposal.name} <span className={classes['quiet']}>{proposal.label}</span>
        </Link>
        <Score score={proposal.score} />
      </Group>
      {proposal.isReceived && <Text size="sm">{t('linked.givenBy', { authority: proposal.originatorName })}</Text>}
      {proposal.judgedBefore !== null && <Text size="sm">{t(`entity.was.${proposal.judgedBefore}`)}</Text>}
      <Reasons title={t('entity.for')} reasons={proposal.reasonsFor} />
      <Reasons title={t('entity.against')} reasons={proposal.reasonsAgainst} />
      <Group gap={8} mt={6}>
        {judgementVerdicts.map((verdict) => (
          <Button key={verdict} size="compact-sm" variant="default" onClick={() => onJudge(verdict)}>
            {t(`linked.verdict.${verdict}`)}
          </Button>
        ))}
      </Group>
    </div>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: LinkProposalWire['reasonsFor'] }) {
  if (reasons.length === 0) return null;
  return (
    <Text size="sm">
      <strong>{title}</strong> {reasons.map(({ sentence }) => sentence).join(' ')}
    </Text>
  );
}
