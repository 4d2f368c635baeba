// SPDX-License-Identifier: Apache-2.0
/** The back-test of a draft: which files it is tried on, how far it is, and what it would change there. */
import { Button, MultiSelect, Progress } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { type DraftDetailWire, trialFilesMax, type TrialWire } from '../../../src/findings/studio/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { EffectTables } from './effect-tables.tsx';
import { isUnderWay, studioCalls } from './studio-calls.ts';
import classes from './studio.module.css';

export function BackTest({ detail, may }: { detail: DraftDetailWire; may: boolean }) {
  const { t } = useSpeech();
  const { draft, trial, backTest } = detail;
  return (
    <Section title={t('studio.backTest')}>
      <div className={classes['stack']}>
        {may && !isUnderWay(trial) && <Order detail={detail} />}
        {trial !== null && <Standing draftId={draft.id} trial={trial} may={may} />}
        {backTest === null && !may && <p className={findingClasses['quiet']}>{t('studio.notTested')}</p>}
        {backTest !== null && <EffectTables draftId={draft.id} effect={backTest} />}
      </div>
    </Section>
  );
}

function Order({ detail: { draft, files } }: { detail: DraftDetailWire }) {
  const { t, dates } = useSpeech();
  const [chosen, setChosen] = useState<string[]>([]);
  const call = useFindingCall((names: readonly string[]) => studioCalls.backTest(draft.id, names), { said: t('studio.tested.said') });
  if (files.length === 0) return <p className={findingClasses['quiet']}>{t('studio.noFiles')}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate(chosen);
      }}
    >
      <MultiSelect
        label={t('studio.files')}
        description={t('studio.filesHint')}
        data={files.map(({ id, name, takenAt }) => ({ value: id, label: `${name}, ${dates.moment(takenAt)}` }))}
        value={chosen}
        onChange={setChosen}
        maxValues={trialFilesMax}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('many.noFile') }}
      />
      <Button type="submit" mt="sm" disabled={chosen.length === 0} loading={call.isPending}>
        {t('studio.test')}
      </Button>
      {call.error !== null && <Failure error={call.error} />}
    </form>
  );
}

function Standing({ draftId, trial, may }: { draftId: string; trial: TrialWire; may: boolean }) {
  const { t, dates } = useSpeech();
  const call = useFindingCall(() => studioCalls.stop(draftId), { said: t('studio.stopped.said') });
  return (
    <div>
      <output className={findingClasses['quiet']}>
        {t(`trialState.${trial.state}`)}: {t('studio.progress', { done: String(trial.done), of: String(trial.of) })} · {trial.orderedBy},{' '}
        {dates.moment(trial.createdAt)}
      </output>
      {isUnderWay(trial) && <Progress value={(100 * trial.done) / trial.of} aria-label={t('studio.progressName')} />}
      {isUnderWay(trial) && may && (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          loading={call.isPending}
          onClick={() => call.mutate(undefined)}
        >
          {t('studio.stop')}
        </Button>
      )}
      {call.error !== null && <Failure error={call.error} />}
    </div>
  );
}
