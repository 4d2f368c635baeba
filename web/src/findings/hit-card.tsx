// SPDX-License-Identifier: Apache-2.0
/** One hit of a search: both sides, reasons, what was said about it, and a judgement, which keeps it as a lead. */
import { Button, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HitWire } from '../../../src/findings/wire.ts';
import { findingCalls, type GivenVerdict } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import type { AskedSearch } from './asked-search.ts';
import { Comparison } from './comparison.tsx';
import { useFindingCall } from './finding-call.ts';
import classes from './findings.module.css';
import { VerdictFields, verdictChoices } from './judgement-form.tsx';

const judges = ['preparer', 'records-keeper'] as const;

export function HitCard({ hit, asked }: { hit: HitWire; asked: AskedSearch }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isJudging, setJudging] = useState(false);
  const [lead, setLead] = useState(hit.lead);
  const judge = useFindingCall(
    async (given: GivenVerdict) => {
      const { purpose, question } = asked;
      const kept = await findingCalls.keepHit({ purpose, question, list: hit.list, listed: hit.listed });
      return findingCalls.judge(kept.id, given);
    },
    {
      said: t('judgement.done'),
      onDone: (kept) => {
        setLead(kept.id);
        setJudging(false);
      },
    },
  );
  const mayJudge = lead === null && judges.some((role) => officer.roles.includes(role));
  return (
    <li className={classes['hit']}>
      <div className={classes['hitHead']}>
        <div>
          <h2>
            <bdi>{hit.name === '' ? hit.listed : hit.name}</bdi>
          </h2>
          <Text size="sm" c="dimmed">
            {t('screening.hitOf', { list: hit.list, id: hit.listed, version: String(hit.version) })}
          </Text>
        </div>
        {lead !== null && (
          <Link to="/leads/$leadId" params={{ leadId: lead }} className={classes['link']}>
            {t('screening.isLead')}
          </Link>
        )}
        {mayJudge && !isJudging && (
          <Button variant="default" size="xs" leftSection={<IconScale size={15} aria-hidden />} onClick={() => setJudging(true)}>
            {t('screening.judge')}
          </Button>
        )}
      </div>
      {hit.judgement !== null && (
        <Text size="sm" mb="sm">
          {t(hit.judgement.counts ? 'screening.judged' : 'screening.judgedOnce', {
            verdict: t(`judgement.${hit.judgement.verdict}`),
            officer: hit.judgement.officerName,
            reason: hit.judgement.reason,
          })}
        </Text>
      )}
      <Comparison comparison={hit.comparison} left={t('leads.asked')} right={t('leads.onList', { list: hit.list, id: hit.listed })} />
      {isJudging && (
        <div style={{ marginTop: 14 }}>
          <VerdictFields choices={verdictChoices} isPending={judge.isPending} onGiven={(given) => judge.mutate(given)} />
          {judge.error !== null && <Failure error={judge.error} />}
        </div>
      )}
    </li>
  );
}
