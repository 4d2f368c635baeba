// SPDX-License-Identifier: Apache-2.0
/** A record chosen for the reply, with the conditions it will carry: the agreement's own, or the officer's stricter ones. */
import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { IconShieldLock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ConditionLimitsWire, Purpose } from '../../../src/conditions/wire.ts';
import { passOnQuery } from '../calls/onward-calls.ts';
import { LimitsEditor } from '../conditions/limits-editor.tsx';
import { LimitsList } from '../conditions/limits-list.tsx';
import { useSpeech } from '../messages/language.tsx';
import type { MinimisationChoiceWire } from '../../../src/records/wire.ts';
import { MinimisationFields, type Proposed } from '../onward/giving/minimisation.tsx';
import { PassOnVerdict } from '../onward/pass-on-verdict.tsx';
import classes from './case.module.css';
import type { Chosen } from './chosen.ts';

interface ChosenProps {
  readonly chosen: Chosen;
  readonly agreementLimits: ConditionLimitsWire | null;
  /** To whom and for what it would go: a record of a third authority needs its leave for that. */
  readonly recipient: string;
  readonly purpose: Purpose | null;
  /** What the request does not need of it; absent while it is asked for. */
  readonly proposed: Proposed | undefined;
  readonly onMinimise: (choice: MinimisationChoiceWire) => void;
  readonly onRemove: () => void;
  readonly onLimits: (limits: ConditionLimitsWire | null) => void;
}

export function ChosenRecord({ chosen, agreementLimits, recipient, purpose, proposed, onMinimise, onRemove, onLimits }: ChosenProps) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const limits = chosen.limits ?? agreementLimits;
  return (
    <article className={classes['chosen']} aria-label={chosen.row.title}>
      <div className={classes['chosenHead']}>
        <div>
          <Text size="sm" fw={600}>
            {chosen.row.title}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`recordKind.${chosen.row.kind}`)} · {chosen.row.reference}
          </Text>
        </div>
        <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('reply.remove', { title: chosen.row.title })}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {chosen.row.isReceived && <PassingOn recordId={chosen.row.id} recipient={recipient} purpose={purpose} />}
      {proposed !== undefined && !chosen.row.isReceived && <MinimisationFields {...proposed} onChange={onMinimise} />}
      {limits !== null && <LimitsList limits={limits} />}
      {agreementLimits !== null && (
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconShieldLock size={14} aria-hidden />} onClick={() => setOpen(true)}>
            {t('reply.conditions')}
          </Button>
          <Text size="xs" c="dimmed">
            {t(chosen.limits === null ? 'reply.agreementLimits' : 'reply.ownLimits')}
          </Text>
        </Group>
      )}
      {limits !== null && agreementLimits !== null && (
        <Modal
          opened={isOpen}
          onClose={() => setOpen(false)}
          size="lg"
          title={t('reply.conditionsOf', { title: chosen.row.title })}
          closeButtonProps={{ 'aria-label': t('state.close') }}
        >
          <Text size="sm" c="dimmed" mb="md">
            {t('reply.conditionsHint')}
          </Text>
          <LimitsEditor limits={limits} offered={agreementLimits.purposes} onChange={onLimits} />
          <Group justify="space-between" mt="lg">
            <Button variant="subtle" onClick={() => onLimits(null)} disabled={chosen.limits === null}>
              {t('reply.resetLimits')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('state.done')}</Button>
          </Group>
        </Modal>
      )}
    </article>
  );
}

function PassingOn({ recordId, recipient, purpose }: { recordId: string; recipient: string; purpose: Purpose | null }) {
  const verdict = useQuery(passOnQuery(recordId, recipient, purpose));
  // In a reply it is the request that was agreed to, so the word of the agreement on giving unasked is left out.
  return verdict.data === undefined ? null : <PassOnVerdict answer={{ ...verdict.data, disclosure: null }} />;
}
