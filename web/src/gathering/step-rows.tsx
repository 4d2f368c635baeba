// SPDX-License-Identifier: Apache-2.0
/** The rows of a step: of each formality what is promised or was done, of each thing sought what became of it. */
import { Checkbox, Fieldset, Select, Stack, TextInput } from '@mantine/core';
import { formalityAnswers, outcomes } from '../../../src/gathering/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { emptyRow, type FieldsProps, type RowDraft } from './step-draft.ts';

export function PromiseRows({ detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  return detail.formalities.map(({ id, what }) => {
    const row = draft.formalities[id] ?? emptyRow;
    const change = (part: Partial<RowDraft>): void => onChange({ formalities: { ...draft.formalities, [id]: { ...row, ...part } } });
    return (
      <Fieldset key={id} legend={what}>
        <Stack gap="xs">
          <Checkbox
            label={t('gather.willObserve')}
            checked={row.choice !== 'no'}
            onChange={(event) => change({ choice: event.currentTarget.checked ? null : 'no' })}
          />
          {row.choice === 'no' && (
            <TextInput
              required
              label={t('gather.whySetAside')}
              value={row.words}
              onChange={(event) => change({ words: event.currentTarget.value })}
            />
          )}
        </Stack>
      </Fieldset>
    );
  });
}

export function ResultRows({ detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  const sought = detail.sought.filter((one) => one.outcome === null);
  const formalities = detail.formalities.filter((one) => one.answer === null);
  return (
    <>
      {sought.map(({ id, description, instead }) => (
        <Choice
          key={id}
          legend={instead ?? description}
          label={t('gather.outcome')}
          choices={outcomes.map((value) => ({ value, label: t(`gatherOutcome.${value}`) }))}
          row={draft.sought[id] ?? emptyRow}
          onChange={(row) => onChange({ sought: { ...draft.sought, [id]: row } })}
        />
      ))}
      {formalities.map(({ id, what }) => (
        <Choice
          key={id}
          legend={what}
          label={t('gather.met')}
          choices={formalityAnswers.map((value) => ({ value, label: t(`gatherFormality.${value}`) }))}
          row={draft.formalities[id] ?? emptyRow}
          onChange={(row) => onChange({ formalities: { ...draft.formalities, [id]: row } })}
        />
      ))}
      <TextInput label={t('gather.present')} value={draft.present} onChange={(event) => onChange({ present: event.currentTarget.value })} />
      <Checkbox label={t('gather.isLast')} checked={draft.isLast} onChange={(event) => onChange({ isLast: event.currentTarget.checked })} />
    </>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly row: RowDraft;
  readonly onChange: (row: RowDraft) => void;
}

function Choice({ legend, label, choices, row, onChange }: ChoiceProps) {
  const { t } = useSpeech();
  return (
    <Fieldset legend={legend}>
      <Stack gap="xs">
        <Select clearable label={label} data={[...choices]} value={row.choice} onChange={(choice) => onChange({ ...row, choice })} />
        {row.choice !== null && (
          <TextInput
            label={t('gather.words')}
            value={row.words}
            onChange={(event) => onChange({ ...row, words: event.currentTarget.value })}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

export function KeptRows({ detail, draft, onChange }: FieldsProps) {
  const { t } = useSpeech();
  return detail.order.sought.map(({ id, description, heldBy }) => {
    const row = draft.sought[id] ?? { ...emptyRow, holder: heldBy };
    const change = (part: Partial<RowDraft>): void => onChange({ sought: { ...draft.sought, [id]: { ...row, ...part } } });
    return (
      <Fieldset key={id} legend={description}>
        <Stack gap="xs">
          <Checkbox
            label={t('gather.isKept')}
            checked={row.choice === 'kept'}
            onChange={(event) => change({ choice: event.currentTarget.checked ? 'kept' : null })}
          />
          {row.choice === 'kept' && (
            <>
              <TextInput
                required
                label={t('item.heldBy')}
                value={row.holder}
                onChange={(event) => change({ holder: event.currentTarget.value })}
              />
              <TextInput
                required
                label={t('gather.whatIsKept')}
                value={row.words}
                onChange={(event) => change({ words: event.currentTarget.value })}
              />
            </>
          )}
        </Stack>
      </Fieldset>
    );
  });
}
