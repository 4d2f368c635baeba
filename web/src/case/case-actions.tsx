// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done next, exactly as the server lists it for this officer: the first is the one that is due, the others
 * follow. Approving and returning stand with the step they are about.
 */
import {
  type Icon,
  IconArrowBackUp,
  IconCalendarPause,
  IconCircleOff,
  IconClipboardCheck,
  IconClockPause,
  IconDownload,
  IconEye,
  IconEyeOff,
  IconFilePlus,
  IconFileZip,
  IconGavel,
  IconHourglassEmpty,
  IconLock,
  IconMailCheck,
  IconMessageCircle,
  IconMessageQuestion,
  IconMessageReply,
  IconPencil,
  IconPrinter,
  IconRotateClockwise,
  IconScale,
  IconSend,
  IconThumbDown,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useBundle } from '../bundle/bundle-call.ts';
import { wholeBundle } from '../bundle/bundle-choice.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { Failure } from '../shell/page.tsx';
import { useCaseCall } from './case-call.ts';
import { CaseDialog, type CaseDialogName } from './forms/case-dialog.tsx';
import classes from './case.module.css';

type Next = Exclude<CaseDetailWire['next'][number], 'approve' | 'return'>;
const looks: Readonly<Record<Next, { icon: Icon; keys: string }>> = {
  submit: { icon: IconSend, keys: 's' },
  edit: { icon: IconPencil, keys: 'e' },
  'comment-on-draft': { icon: IconMessageCircle, keys: 'f' },
  'share-draft': { icon: IconEye, keys: 'v' },
  acknowledge: { icon: IconMailCheck, keys: 'a' },
  reply: { icon: IconMessageReply, keys: 'r' },
  'answer-back': { icon: IconMessageReply, keys: 'w' },
  'ask-back': { icon: IconMessageQuestion, keys: 'q' },
  cure: { icon: IconFilePlus, keys: 'm' },
  rebut: { icon: IconScale, keys: 'n' },
  reopen: { icon: IconRotateClockwise, keys: 'o' },
  uphold: { icon: IconGavel, keys: 'h' },
  'report-use': { icon: IconClipboardCheck, keys: 'u' },
  'tell-delay': { icon: IconClockPause, keys: 'l' },
  postpone: { icon: IconCalendarPause, keys: 'p' },
  'report-impossible': { icon: IconCircleOff, keys: 'i' },
  'let-lapse': { icon: IconHourglassEmpty, keys: 'y' },
  refuse: { icon: IconThumbDown, keys: 'x' },
  'change-confidentiality': { icon: IconLock, keys: 'c' },
  withdraw: { icon: IconArrowBackUp, keys: 'd' },
  'export-bundle': { icon: IconFileZip, keys: 'b' },
};
/** From what moves the case on to what ends it, and last what only takes a copy. */
const order = Object.keys(looks) as readonly Next[];

export function CaseActions({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [open, setOpen] = useState<CaseDialogName | null>(null);
  const { id } = detail.row;
  const submit = useCaseCall(
    () => assistanceCalls.submit(id),
    t('compose.submitted'),
    () => undefined,
  );
  const bundle = useBundle({ kind: 'case', id });
  const run: Readonly<Record<Next, () => void>> = {
    submit: () => submit.mutate(undefined),
    edit: () => void navigate({ to: '/compose/$caseId', params: { caseId: id } }),
    reply: () => void navigate({ to: '/cases/$caseId/reply', params: { caseId: id } }),
    'share-draft': () => setOpen('share-draft'),
    'comment-on-draft': () => setOpen('comment-on-draft'),
    acknowledge: () => setOpen('acknowledge'),
    'answer-back': () => setOpen('answer-back'),
    'ask-back': () => setOpen('ask-back'),
    refuse: () => setOpen('refuse'),
    cure: () => setOpen('cure'),
    rebut: () => setOpen('rebut'),
    reopen: () => setOpen('reopen'),
    uphold: () => setOpen('uphold'),
    withdraw: () => setOpen('withdraw'),
    'tell-delay': () => setOpen('tell-delay'),
    postpone: () => setOpen('postpone'),
    'report-impossible': () => setOpen('report-impossible'),
    'let-lapse': () => setOpen('let-lapse'),
    'report-use': () => setOpen('report-use'),
    'change-confidentiality': () => setOpen('change-confidentiality'),
    'export-bundle': () => bundle.ask({ order: wholeBundle }),
  };
  const actions: Action[] = order
    .filter((name) => detail.next.includes(name))
    .map((name) => ({ name: `case-${name}`, label: t(`next.${name}`), ...looks[name], group: 'here', who: [], run: run[name] }));
  if (detail.next.includes('export-bundle')) {
    const choose = (): void => void navigate({ to: '/cases/$caseId/bundle', params: { caseId: id } });
    actions.push({
      name: 'case-choose-bundle',
      label: t('bundle.choose'),
      icon: IconEyeOff,
      keys: 'v',
      group: 'here',
      who: [],
      run: choose,
    });
  }
  const paper = useMutation({
    mutationFn: () => assistanceCalls.paper(id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `case-${id}.pdf`),
  });
  actions.push({
    name: 'case-print',
    label: t('case.print'),
    icon: IconPrinter,
    keys: 'p',
    group: 'here',
    who: [],
    run: () => paper.mutate(),
  });
  const pending = new Set([submit.isPending && 'case-submit', bundle.isPending && 'case-export-bundle', paper.isPending && 'case-print']);
  useOfferActions(actions);
  const error = submit.error ?? bundle.error ?? paper.error;
  return (
    <div className={classes['actions']}>
      <div className={classes['buttons']}>
        {actions.map((action, index) => (
          <ActionButton
            key={action.name}
            action={action.name === 'case-export-bundle' ? { ...action, icon: IconDownload } : action}
            variant={index === 0 && action.name !== 'case-export-bundle' && action.name !== 'case-print' ? 'filled' : 'default'}
            loading={pending.has(action.name)}
          />
        ))}
      </div>
      {error !== null && <Failure error={error} />}
      <CaseDialog name={open} detail={detail} onClose={() => setOpen(null)} />
    </div>
  );
}
