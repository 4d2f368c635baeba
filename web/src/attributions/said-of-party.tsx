// SPDX-License-Identifier: Apache-2.0
/** Who a party is said to be: each claim with its source and weight, what was contested of it, and saying or contesting it oneself. */
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AttributionWire, confidences } from '../../../src/findings/attributions/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { attributionCalls, saidQuery } from './attribution-calls.ts';
import { ContestLines } from './contest-lines.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

export function SaidOfParty({ party, onChange }: { party: string; onChange: () => void }) {
  const { t } = useSpeech();
  const found = useQuery(saidQuery([party]));
  const said = found.data?.[0];
  return (
    <Section title={t('said.title')}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data !== undefined && said === undefined && <p className={traceClasses['quiet']}>{t('said.nothing')}</p>}
      {said?.isDisputed === true && <WordBadge tone="amber" label={t('said.disputed')} />}
      <ul aria-label={t('said.title')}>
        {said?.attributions.map((one) => (
          <Claim key={one.id} claim={one} onChange={onChange} />
        ))}
      </ul>
      <SayForm address={party} onChange={onChange} />
    </Section>
  );
}

function Claim({ claim, onChange }: { claim: AttributionWire; onChange: () => void }) {
  const { t, dates } = useSpeech();
  const [isContesting, setContesting] = useState(false);
  const { id, actor, category, source, confidence, weight, file, saidBy, saidAt, counts, contests } = claim;
  const known = confidences.find((one) => one === confidence);
  return (
    <li>
      {counts ? <strong>{actor}</strong> : <s>{actor}</s>} {category !== '' && `(${category})`}{' '}
      {counts && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('contest.contestNamed', { name: actor })}
          onClick={() => setContesting(true)}
        >
          {t('contest.contest')}
        </Button>
      )}
      <p className={traceClasses['quiet']}>
        {t('said.source', { source: source === '' ? '–' : source })} · {known === undefined ? confidence : t(`confidence.${known}`)} ·{' '}
        {t('said.weight', { weight })} ·{' '}
        {file === null ? t('said.byOfficer', { by: saidBy, when: dates.moment(saidAt) }) : t('said.inFile', { file })}
      </p>
      <ContestLines contests={contests} onDone={onChange} />
      {isContesting && (
        <ReasonDialog
          title={t('contest.contest')}
          send={async (reason) => attributionCalls.contest({ about: { kind: 'attribution', attribution: id }, reason })}
          onDone={onChange}
          onClose={() => setContesting(false)}
        />
      )}
    </li>
  );
}

const nothing = { actor: '', category: '', source: '' };

function SayForm({ address, onChange }: { address: string; onChange: () => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState(nothing);
  const [confidence, setConfidence] = useState<(typeof confidences)[number]>('forensic');
  const call = useFindingCall(attributionCalls.say, {
    onDone: () => {
      setText(nothing);
      onChange();
    },
  });
  const isReady = text.actor.trim() !== '' && text.source.trim() !== '';
  return (
    <form
      className={traceClasses['order']}
      aria-label={t('said.say')}
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate({ address, ...text, confidence });
      }}
    >
      {(['actor', 'category', 'source'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(name === 'source' ? 'said.grounds' : `said.${name}`)}
          required={name !== 'category'}
          maxLength={name === 'category' ? 100 : 300}
          value={text[name]}
          onChange={(event) => setText({ ...text, [name]: event.currentTarget.value })}
        />
      ))}
      <Select
        label={t('said.confidence')}
        allowDeselect={false}
        value={confidence}
        onChange={(value) => setConfidence(confidences.find((one) => one === value) ?? 'forensic')}
        data={confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
      />
      <Button type="submit" variant="default" disabled={!isReady} loading={call.isPending}>
        {t('said.say')}
      </Button>
      {call.isError && <Failure error={call.error} />}
    </form>
  );
}
