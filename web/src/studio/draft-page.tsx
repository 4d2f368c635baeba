// SPDX-License-Identifier: Apache-2.0
/** A draft of a detector: its values beside those in force, the back-test, the shadow, and laying it before the approvers. */
import { Button, Switch } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DraftDetailWire } from '../../../src/findings/studio/wire.ts';
import caseClasses from '../case/case.module.css';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { BackTest } from './back-test.tsx';
import { Changes, DraftBadge, mayDraft } from './detector-page.tsx';
import { EffectTables } from './effect-tables.tsx';
import { PublishSection } from './publish-section.tsx';
import { draftQuery, studioCalls } from './studio-calls.ts';
import { ValueForm } from './value-form.tsx';

export function DraftPage({ draftId }: { draftId: string }) {
  const { t, dates } = useSpeech();
  const found = useQuery(draftQuery(draftId));
  const draft = found.data?.draft;
  return (
    <Page
      title={draft === undefined ? t('studio.draft') : t('studio.draftOf', { title: draft.title })}
      above={
        draft !== undefined && (
          <Link to="/alerts/detectors/$pattern" params={{ pattern: draft.pattern }} className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {draft.title}
          </Link>
        )
      }
      under={
        draft !== undefined && (
          <span className={caseClasses['line']}>
            <DraftBadge draft={draft} />
            {t('studio.madeOn', { edition: String(draft.base), version: String(draft.version) })} · {draft.madeBy},{' '}
            {dates.moment(draft.changedAt)}
          </span>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && <Draft detail={found.data} />}
    </Page>
  );
}

function Draft({ detail }: { detail: DraftDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const { draft, shadow } = detail;
  const may = draft.state === 'open' && mayDraft.some((role) => officer.roles.includes(role));
  return (
    <div className={findingClasses['columns']}>
      <Column>
        <Values detail={detail} may={may} />
        <BackTest detail={detail} may={may} />
        <Section title={t('studio.shadow')} aside={may && <ShadowSwitch detail={detail} />}>
          <p className={findingClasses['quiet']}>{t('studio.shadowUnder')}</p>
          {shadow !== null && shadow.looks.length > 0 && <EffectTables draftId={draft.id} effect={shadow} />}
          {draft.shadowFrom !== null && shadow?.looks.length === 0 && <p>{t('studio.shadowNothing')}</p>}
        </Section>
      </Column>
      <Column>
        <PublishSection detail={detail} may={may} />
      </Column>
    </div>
  );
}

function Values({ detail: { draft, parameters }, may }: { detail: DraftDetailWire; may: boolean }) {
  const { t } = useSpeech();
  const [isChanging, setChanging] = useState(false);
  const call = useFindingCall((given: { parameters: Record<string, string>; reason: string }) => studioCalls.change(draft.id, given), {
    said: t('studio.changed.said'),
    onDone: () => setChanging(false),
  });
  const drop = useFindingCall(() => studioCalls.drop(draft.id), { said: t('studio.dropped.said') });
  if (isChanging)
    return (
      <Section title={t('studio.changeDraft')}>
        <p className={findingClasses['quiet']}>{t('studio.changeHint')}</p>
        <ValueForm
          parameters={parameters}
          reason={draft.reason}
          label={t('studio.saveDraft')}
          call={call}
          onCancel={() => setChanging(false)}
        />
      </Section>
    );
  return (
    <Section
      title={t('studio.changes')}
      aside={
        may && (
          <Button.Group>
            <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setChanging(true)}>
              {t('studio.changeDraft')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconTrash size={14} aria-hidden />}
              loading={drop.isPending}
              onClick={() => drop.mutate(undefined)}
            >
              {t('studio.drop')}
            </Button>
          </Button.Group>
        )
      }
    >
      <Changes changes={draft.changes} />
      <p>{draft.reason}</p>
      {drop.error !== null && <Failure error={drop.error} />}
    </Section>
  );
}

function ShadowSwitch({ detail: { draft } }: { detail: DraftDetailWire }) {
  const { t, dates } = useSpeech();
  const call = useFindingCall((isOn: boolean) => studioCalls.shadow(draft.id, isOn));
  return (
    <div>
      <Switch
        checked={draft.shadowFrom !== null}
        disabled={call.isPending}
        onChange={(event) => call.mutate(event.currentTarget.checked)}
        label={draft.shadowFrom === null ? t('studio.shadowOff') : t('studio.shadowSince', { when: dates.moment(draft.shadowFrom) })}
      />
      {call.error !== null && <Failure error={call.error} />}
    </div>
  );
}
