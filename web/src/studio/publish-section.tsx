// SPDX-License-Identifier: Apache-2.0
/** Laying a draft before the approvers: what still keeps it from that, that it waits, or that it was returned and why. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCornerDownLeft, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DraftDetailWire } from '../../../src/findings/studio/wire.ts';
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { JudgeDialog } from '../approvals/judge-dialog.tsx';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { studioCalls } from './studio-calls.ts';

export function PublishSection({ detail: { draft, obstacles, askedSubject }, may }: { detail: DraftDetailWire; may: boolean }) {
  const { t } = useSpeech();
  const { data: acts = [] } = useQuery(askedActsQuery);
  const act = acts.find(({ actClass, subject }) => actClass === 'detector-edition' && subject === askedSubject);
  const call = useFindingCall(() => studioCalls.publish(draft.id), { said: t('studio.asked.said') });
  return (
    <Section title={t('studio.publish')}>
      {draft.edition !== null && (
        <Notice tone="permitted" icon={IconCheck} title={t('studio.published', { edition: String(draft.edition) })}>
          <Link to="/alerts/detectors/$pattern" params={{ pattern: draft.pattern }} className={findingClasses['link']}>
            {draft.title}
          </Link>
        </Notice>
      )}
      {draft.state === 'dropped' && <p className={findingClasses['quiet']}>{t('studio.isDropped')}</p>}
      {draft.state === 'open' && (
        <>
          <p className={findingClasses['quiet']}>{t('studio.publishUnder')}</p>
          {obstacles.map(({ problem, remedy }) => (
            <Notice key={problem} tone="needs" icon={IconAlertTriangle} title={problem}>
              {remedy}
            </Notice>
          ))}
          {act !== undefined && <Asked act={act} />}
          {may && (
            <Button mt="sm" disabled={obstacles.length > 0} loading={call.isPending} onClick={() => call.mutate(undefined)}>
              {act === undefined || act.state === 'returned' ? t('studio.ask') : t('studio.askAgain')}
            </Button>
          )}
          {call.error !== null && <Failure error={call.error} />}
        </>
      )}
    </Section>
  );
}

function Asked({ act }: { act: AskedActRowWire }) {
  const { t, dates } = useSpeech();
  const [isJudging, setJudging] = useState(false);
  if (act.returned !== null)
    return (
      <Notice tone="refused" icon={IconCornerDownLeft} title={t('studio.returned', { name: act.returned.byName })}>
        {act.returned.reason}
      </Notice>
    );
  return (
    <Notice tone="needs" icon={IconHourglass} title={t('studio.waits')}>
      {t('studio.waitsUnder', { name: act.preparedByName, when: dates.moment(act.askedAt), until: dates.moment(act.endsAt) })}
      {act.mayApprove && (
        <div>
          <Button size="xs" mt="xs" onClick={() => setJudging(true)}>
            {t('asked.judge')}
          </Button>
        </div>
      )}
      {isJudging && <JudgeDialog act={act} onClose={() => setJudging(false)} />}
    </Notice>
  );
}
