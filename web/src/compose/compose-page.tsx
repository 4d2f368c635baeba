// SPDX-License-Identifier: Apache-2.0
/**
 * Composing a request for assistance: the form, and beside it the live verdict of the agreements in force.
 *
 * Whatever the verdict says comes from the server at each pause in typing; the screen only shows it and leads to the field.
 */
import { Button, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconDeviceFloppy, IconRoute, IconSend } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import type { AttachedFile } from '../attachments/file-field.tsx';
import { assistanceCalls, caseQuery, draftCheckQuery, verdictQuery } from '../calls/assistance-calls.ts';
import { ReadMessageButton } from '../iso20022/read-message-button.tsx';
import { useSpeech } from '../messages/language.tsx';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import classes from './compose.module.css';
import { type Beginning, begunDraft } from './begun-draft.ts';
import { DraftCheck } from './draft-check.tsx';
import { RequestForm } from './request-form.tsx';
import { VerdictAside } from './verdict-aside.tsx';

/** Long enough not to ask at each key, short enough to feel present. */
const pauseMs = 350;

export function ComposePage({ caseId, beginning }: { caseId: string | null; beginning?: Beginning | undefined }) {
  if (caseId === null) return <Composer caseId={null} given={begunDraft(beginning ?? {})} kept={[]} />;
  return <StoredComposer caseId={caseId} />;
}

function StoredComposer({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const stored = useQuery(caseQuery(caseId));
  if (stored.data !== undefined) return <Composer key={caseId} caseId={caseId} given={stored.data.draft} kept={stored.data.attachments} />;
  return <Page title={t('compose.title')}>{stored.isError ? <Failure error={stored.error} /> : <Waiting />}</Page>;
}

interface ComposerProps {
  readonly caseId: string | null;
  readonly given: RequestDraftWire;
  /** Files that the saved draft holds. */
  readonly kept: readonly AttachedFile[];
}

function Composer({ caseId, given, kept }: ComposerProps) {
  const { t } = useSpeech();
  const [written, setDraft] = useState(given);
  const [files, setFiles] = useState(kept);
  const draft = useMemo(() => ({ ...written, attachments: files.map((file) => file.id) }), [written, files]);
  const [settled] = useDebouncedValue(draft, pauseMs);
  const verdict = useQuery(verdictQuery(settled));
  const check = useQuery(draftCheckQuery(settled));
  const work = useDraftWork(caseId, draft);
  const wanted = new Map(
    (verdict.data?.outcome === 'needs' ? verdict.data.reasons : []).flatMap((reason) =>
      reason.field === null ? [] : [[reason.field, reason] as const],
    ),
  );
  const actions: Action[] = [
    { name: 'save-draft', label: t('compose.save'), icon: IconDeviceFloppy, group: 'here', who: ['preparer'], run: work.save },
    { name: 'submit-request', label: t('compose.submit'), icon: IconSend, group: 'here', who: ['preparer'], run: work.submit },
  ];
  useOfferActions(actions);
  const buttons = actions.map((action, index) => (
    <ActionButton key={action.name} action={action} variant={index === 0 ? 'default' : 'filled'} loading={work.busy === action.name} />
  ));
  return (
    <ClauseReader>
      <LeaveGuard isUnsaved={work.isUnsaved} says={t('compose.leave')} />
      <Page
        title={caseId === null ? t('compose.title') : t('compose.titleDraft')}
        under={t('compose.under')}
        actions={[<ToWays key="ways" draft={draft} />, ...buttons]}
      >
        {work.error !== null && <Failure error={work.error} />}
        <div className={classes['columns']}>
          <div>
            <ReadMessageButton
              message="auth.001"
              onRead={({ draft: read }) =>
                setDraft((before) => ({ ...read, counterpart: before.counterpart, purpose: read.purpose ?? before.purpose }))
              }
            />
            <RequestForm
              draft={draft}
              wanted={wanted}
              onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
              files={files}
              onFiles={setFiles}
            />
            <Group justify="flex-end" mt="md">
              {buttons}
            </Group>
          </div>
          <VerdictAside verdict={verdict} isWaiting={settled !== draft || verdict.isFetching} onField={goToField}>
            {check.data !== undefined && <DraftCheck findings={check.data.findings} onField={goToField} />}
          </VerdictAside>
        </div>
      </Page>
    </ClauseReader>
  );
}

/** Whoever does not know yet whom to ask looks for a way, with what is written so far. */
function ToWays({ draft }: { draft: RequestDraftWire }) {
  const { t } = useSpeech();
  const search = { assistance: draft.assistance, ...(draft.purpose === null ? {} : { purpose: draft.purpose }) };
  return (
    <Button
      renderRoot={(props) => <Link to="/ways" search={search} {...props} />}
      variant="subtle"
      leftSection={<IconRoute size={16} aria-hidden />}
    >
      {t('ways.find')}
    </Button>
  );
}

/** Saving and submitting: a submission saves first, so that what is approved is what stands on the screen. */
function useDraftWork(caseId: string | null, draft: RequestDraftWire) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [stored, setStored] = useState(draft);
  const store = (given: RequestDraftWire) =>
    caseId === null ? assistanceCalls.createDraft(given) : assistanceCalls.changeDraft(caseId, given);
  const save = useMutation({
    mutationFn: store,
    onSuccess: (saved, given) => {
      setStored(given);
      queryClient.setQueryData(caseQuery(saved.row.id).queryKey, saved);
      notifications.show({ message: t('compose.saved') });
      void navigate({ to: '/compose/$caseId', params: { caseId: saved.row.id }, replace: true, ignoreBlocker: true });
    },
  });
  const submit = useMutation({
    mutationFn: async (given: RequestDraftWire) => {
      const saved = await store(given);
      queryClient.setQueryData(caseQuery(saved.row.id).queryKey, saved);
      return assistanceCalls.submit(saved.row.id);
    },
    onSuccess: (submitted) => {
      queryClient.setQueryData(caseQuery(submitted.row.id).queryKey, submitted);
      void queryClient.invalidateQueries({ queryKey: ['cases', 'list'] });
      notifications.show({ message: t('compose.submitted') });
      void navigate({ to: '/cases/$caseId', params: { caseId: submitted.row.id }, ignoreBlocker: true });
    },
  });
  return {
    isUnsaved: draft !== stored,
    save: () => save.mutate(draft),
    submit: () => submit.mutate(draft),
    busy: save.isPending ? 'save-draft' : submit.isPending ? 'submit-request' : null,
    error: submit.error ?? save.error,
  };
}

function goToField(field: string): void {
  const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  // A choice among a few is a group; its chosen one takes the focus.
  const input = found?.querySelector<HTMLElement>('input:checked') ?? found;
  input?.scrollIntoView({ block: 'center' });
  input?.focus({ preventScroll: true });
}
