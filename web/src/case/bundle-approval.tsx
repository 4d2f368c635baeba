// SPDX-License-Identifier: Apache-2.0
/** An evidence bundle that was asked for: it waits for a second officer, was approved and may be fetched, or was returned. */
import { Button, Group } from '@mantine/core';
import { IconCheck, IconCornerDownLeft, IconDownload, IconHourglass, IconShieldCheck } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { JudgeDialog } from '../approvals/judge-dialog.tsx';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { CallError } from '../calls/call-server.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';

/** Asks for the bundle, or fetches it where it is approved. */
export function useBundle(caseId: string) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const bundle = useMutation({
    mutationFn: () => assistanceCalls.bundle(caseId, { recipient: null, purpose: null, withhold: [] }),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `case-${caseId}.zip`),
    onError: (error) => {
      if (isWaiting(error)) notifications.show({ message: t('export.asked') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey }),
  });
  return { ask: () => bundle.mutate(), isPending: bundle.isPending, error: isWaiting(bundle.error) ? null : bundle.error };
}

/** Asked for, and not given before another officer has approved it. */
function isWaiting(error: Error | null): boolean {
  return error instanceof CallError && error.kind === 'waits';
}

type Bundle = ReturnType<typeof useBundle>;

export function BundleApproval({ caseId }: { caseId: string }) {
  const bundle = useBundle(caseId);
  const { data = [] } = useQuery(askedActsQuery);
  const acts = data.filter((act) => act.actClass === 'export' && act.caseRef === caseId);
  return (
    <>
      {acts.map((act) => (
        <Asked key={act.subject} act={act} bundle={bundle} />
      ))}
      {bundle.error !== null && <Failure error={bundle.error} />}
    </>
  );
}

function Asked({ act, bundle }: { act: AskedActRowWire; bundle: Bundle }) {
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
          <Button size="xs" onClick={bundle.ask} loading={bundle.isPending} leftSection={<IconDownload size={15} aria-hidden />}>
            {t('export.fetch')}
          </Button>
        )}
      </Group>
      {isJudging && <JudgeDialog act={act} onClose={() => setJudging(false)} />}
    </Notice>
  );
}
