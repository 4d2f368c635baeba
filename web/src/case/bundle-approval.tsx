// SPDX-License-Identifier: Apache-2.0
/** An evidence bundle that was asked for: it waits for a second officer, was approved and may be fetched, or was returned. */
import { Button, Group } from '@mantine/core';
import { IconCheck, IconCornerDownLeft, IconDownload, IconEye, IconHourglass, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { JudgeDialog } from '../approvals/judge-dialog.tsx';
import { type BundleOf, useBundle } from '../bundle/bundle-call.ts';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';

type Bundle = ReturnType<typeof useBundle>;

/** Where `subject` names one, only that one. */
export function BundleApproval({ of, subject = null }: { of: BundleOf; subject?: string | null }) {
  const bundle = useBundle(of);
  const { data = [] } = useQuery(askedActsQuery);
  const acts = data.filter((act) => act.actClass === 'export' && act.caseRef === of.id && (subject === null || act.subject === subject));
  return (
    <>
      {acts.map((act) => (
        <Asked key={act.subject} act={act} bundle={bundle} isShown={subject !== null || of.kind === 'matter'} />
      ))}
      {bundle.error !== null && <Failure error={bundle.error} />}
    </>
  );
}

function Asked({ act, bundle, isShown }: { act: AskedActRowWire; bundle: Bundle; isShown: boolean }) {
  const { t, dates } = useSpeech();
  const [isJudging, setJudging] = useState(false);
  const { dispatches = '', withheld = '' } = act.shown;
  const facts = { name: act.preparedByName, when: dates.moment(act.askedAt), count: dispatches, withheld, until: dates.moment(act.endsAt) };
  if (act.returned !== null)
    return (
      <Notice tone="refused" icon={IconCornerDownLeft} title={t('export.returned', { name: act.returned.byName })}>
        {act.returned.reason}
      </Notice>
    );
  const isApproved = act.state === 'approved';
  return (
    <Notice
      tone={isApproved ? 'permitted' : 'needs'}
      icon={isApproved ? IconCheck : IconHourglass}
      title={t(isApproved ? 'export.approved' : 'export.waits')}
    >
      {t('export.waitsUnder', facts)}
      <Group gap="xs" mt="xs">
        {act.mayApprove && (
          <Button size="xs" onClick={() => setJudging(true)} leftSection={<IconShieldCheck size={15} aria-hidden />}>
            {t('asked.judge')}
          </Button>
        )}
        {isApproved && act.isOwn && (
          <Button
            size="xs"
            onClick={() => bundle.ask({ subject: act.subject })}
            loading={bundle.isPending}
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {t('export.fetch')}
          </Button>
        )}
        {act.caseRef !== null && !isShown && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(given) => (
              <Link {...given} to="/cases/$caseId/bundle" params={{ caseId: act.caseRef ?? '' }} search={{ subject: act.subject }} />
            )}
            leftSection={<IconEye size={15} aria-hidden />}
          >
            {t('export.look')}
          </Button>
        )}
      </Group>
      {isJudging && <JudgeDialog act={act} onClose={() => setJudging(false)} />}
    </Notice>
  );
}
