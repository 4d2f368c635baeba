// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done next, exactly as the server lists it for this officer: the first is the one that is due, the others
 * follow. Approving and returning stand with the step they are about.
 */
import {
  type Icon,
  IconArrowBackUp,
  IconDownload,
  IconFileZip,
  IconMailCheck,
  IconMessageQuestion,
  IconMessageReply,
  IconPencil,
  IconSend,
  IconThumbDown,
} from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { CallError } from '../calls/call-server.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { Failure } from '../shell/page.tsx';
import { useCaseCall } from './case-call.ts';
import { BundleApproval } from './bundle-approval.tsx';
import { CaseDialog, type CaseDialogName } from './case-dialog.tsx';
import classes from './case.module.css';

type Next = Exclude<CaseDetailWire['next'][number], 'approve' | 'return'>;
const looks: Readonly<Record<Next, { icon: Icon; keys: string }>> = {
  submit: { icon: IconSend, keys: 's' },
  edit: { icon: IconPencil, keys: 'e' },
  acknowledge: { icon: IconMailCheck, keys: 'a' },
  reply: { icon: IconMessageReply, keys: 'r' },
  'answer-back': { icon: IconMessageReply, keys: 'w' },
  'ask-back': { icon: IconMessageQuestion, keys: 'q' },
  refuse: { icon: IconThumbDown, keys: 'x' },
  withdraw: { icon: IconArrowBackUp, keys: 'd' },
  'export-bundle': { icon: IconFileZip, keys: 'b' },
};
/** From what moves the case on to what ends it, and last what only takes a copy. */
const order = Object.keys(looks) as readonly Next[];

export function CaseActions({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<CaseDialogName | null>(null);
  const { id } = detail.row;
  const submit = useCaseCall(
    () => assistanceCalls.submit(id),
    t('compose.submitted'),
    () => undefined,
  );
  const bundle = useMutation({
    mutationFn: () => assistanceCalls.bundle(id, { recipient: null, purpose: null, withhold: [] }),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `case-${id}.zip`),
    onError: (error) => {
      if (isWaiting(error)) notifications.show({ message: t('export.asked') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey }),
  });
  const run: Readonly<Record<Next, () => void>> = {
    submit: () => submit.mutate(undefined),
    edit: () => void navigate({ to: '/compose/$caseId', params: { caseId: id } }),
    reply: () => void navigate({ to: '/cases/$caseId/reply', params: { caseId: id } }),
    acknowledge: () => setOpen('acknowledge'),
    'answer-back': () => setOpen('answer-back'),
    'ask-back': () => setOpen('ask-back'),
    refuse: () => setOpen('refuse'),
    withdraw: () => setOpen('withdraw'),
    'export-bundle': () => bundle.mutate(),
  };
  const actions: Action[] = order
    .filter((name) => detail.next.includes(name))
    .map((name) => ({ name: `case-${name}`, label: t(`next.${name}`), ...looks[name], group: 'here', who: [], run: run[name] }));
  useOfferActions(actions);
  const error = submit.error ?? (isWaiting(bundle.error) ? null : bundle.error);
  return (
    <div className={classes['actions']}>
      <div className={classes['buttons']}>
        {actions.map((action, index) => (
          <ActionButton
            key={action.name}
            action={action.name === 'case-export-bundle' ? { ...action, icon: IconDownload } : action}
            variant={index === 0 && action.name !== 'case-export-bundle' ? 'filled' : 'default'}
            loading={(action.name === 'case-submit' && submit.isPending) || (action.name === 'case-export-bundle' && bundle.isPending)}
          />
        ))}
      </div>
      {error !== null && <Failure error={error} />}
      <BundleApproval caseId={id} fetching={{ run: () => bundle.mutate(), isPending: bundle.isPending }} />
      <CaseDialog name={open} detail={detail} onClose={() => setOpen(null)} />
    </div>
  );
}

/** Asked for, and not given before another officer has approved it. */
function isWaiting(error: Error | null): boolean {
  return error instanceof CallError && error.kind === 'waits';
}
