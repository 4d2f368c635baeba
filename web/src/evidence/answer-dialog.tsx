// SPDX-License-Identifier: Apache-2.0
/** Taking over what another authority handed over, as it was found; or declining it with reasons. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type AnswerOfferWire, answerOfferSchema, type HandOverRowWire } from '../../../src/evidence/hand-over/wire.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useHandOverCall } from './evidence-call.ts';
import type { EntryField, Values } from './entry-fields.ts';
import { EntryInputs } from './entry-inputs.tsx';

export function AnswerDialog(props: {
  readonly row: HandOverRowWire;
  readonly answer: 'take-over' | 'decline';
  readonly onClose: () => void;
}) {
  const { t } = useSpeech();
  const { row, answer, onClose } = props;
  const [values, setValues] = useState<Values>({});
  const call = useHandOverCall((given: AnswerOfferWire) => evidenceCalls.answer(row.caseId, row.id, given), onClose);
  const given = answerOf(answer, values);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(`handOver.${answer}`)}: ${row.title}`}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== null) call.mutate(given);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t(`handOver.${answer}.under`, { name: row.counterpartName })}
          </Text>
          <EntryInputs fields={answer === 'decline' ? declining : taking(row)} values={values} onChange={setValues} />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={given === null} loading={call.isPending}>
              {t(`handOver.${answer}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const declining: readonly EntryField[] = [{ name: 'reason', input: 'area' }];

function taking({ digest }: HandOverRowWire): readonly EntryField[] {
  return [
    { name: 'receivedBy', input: 'line' },
    { name: 'place', input: 'line' },
    { name: 'custodian', input: 'line' },
    { name: 'seal', input: 'choice', options: ['intact', 'broken', 'no-seal'] },
    { name: 'condition', input: 'line' },
    ...(digest === null ? [] : [{ name: 'digest', input: 'digest' } as const]),
  ];
}

function answerOf(answer: 'take-over' | 'decline', values: Values): AnswerOfferWire | null {
  const { reason, digest = null, ...found } = values;
  const said = answer === 'decline' ? { answer: 'declined', reasons: reason } : { answer: 'received', at: null, ...found, digest };
  const parsed = answerOfferSchema.safeParse(said);
  return parsed.success ? parsed.data : null;
}
