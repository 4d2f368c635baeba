// SPDX-License-Identifier: Apache-2.0
/**
 * The editor of the limits that one datum will carry. It starts at the agreement's own; a stricter choice is the officer's
 * to make, and the server refuses a looser one with the clause it would break.
 */
import { Checkbox, MultiSelect, Select, Stack, Switch, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  type ConditionLimitsWire,
  evidentialUses,
  handlingLevels,
  onwardModes,
  type Purpose,
  purposes,
} from '../../../src/conditions/wire.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { capital } from '../messages/capital.ts';
import { dayOf, endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './conditions.module.css';
import { PeersFailure } from '../peers/peers-failure.tsx';

interface EditorProps {
  readonly limits: ConditionLimitsWire;
  /** The purposes to choose from: those the agreement lets through. */
  readonly offered: readonly Purpose[];
  readonly onChange: (limits: ConditionLimitsWire) => void;
}

export function LimitsEditor({ limits, offered, onChange }: EditorProps) {
  const { t, timeZone } = useSpeech();
  const change = (part: Partial<ConditionLimitsWire>): void => onChange({ ...limits, ...part });
  return (
    <Stack gap="md">
      <Checkbox.Group
        label={t('limits.purposes')}
        value={[...limits.purposes]}
        onChange={(chosen) => change({ purposes: purposes.filter((purpose) => chosen.includes(purpose)) })}
      >
        <div className={classes['purposes']}>
          {offered.map((purpose) => (
            <Checkbox key={purpose} value={purpose} size="xs" label={capital(t(`purpose.${purpose}`))} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t('limits.handling')}
        allowDeselect={false}
        value={limits.handling}
        onChange={(handling) => handling !== null && change({ handling })}
        data={handlingLevels.map((value) => ({ value, label: t(`handling.${value}`) }))}
      />
      <Select
        label={t('limits.onward')}
        allowDeselect={false}
        value={limits.onward}
        onChange={(onward) => onward !== null && change({ onward, recipients: onward === 'listed' ? limits.recipients : [] })}
        data={onwardModes.map((value) => ({ value, label: t(`onward.${value}`) }))}
      />
      {limits.onward === 'listed' && <Recipients chosen={limits.recipients} onChange={(recipients) => change({ recipients })} />}
      <Select
        label={t('limits.evidentialUse')}
        allowDeselect={false}
        value={limits.evidentialUse}
        onChange={(evidentialUse) => evidentialUse !== null && change({ evidentialUse })}
        data={evidentialUses.map((value) => ({ value, label: t(`evidentialUse.${value}`) }))}
      />
      <Switch
        label={t('limits.mayNotifySubject')}
        checked={limits.mayNotifySubject}
        onChange={(event) => change({ mayNotifySubject: event.currentTarget.checked })}
      />
      <DayInput
        label={t('limits.usableUntil')}
        description={t('limits.usableUntilHint')}
        day={limits.usableUntil === null ? null : dayOf(limits.usableUntil, timeZone)}
        onChange={(day) => change({ usableUntil: day === null ? null : endOfDay(day, timeZone) })}
      />
      <Textarea
        label={t('limits.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={limits.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </Stack>
  );
}

function Recipients({ chosen, onChange }: { chosen: readonly string[]; onChange: (recipients: string[]) => void }) {
  const { t } = useSpeech();
  const { data: peers = [] } = useQuery(peersQuery);
  return (
    <div>
      <MultiSelect
        label={t('limits.recipients')}
        searchable
        value={[...chosen]}
        onChange={onChange}
        data={peers.map((peer) => ({ value: peer.authorityId, label: `${peer.name} (${peer.jurisdiction})` }))}
      />
      <PeersFailure />
    </div>
  );
}
