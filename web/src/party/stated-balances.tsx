// SPDX-License-Identifier: Apache-2.0
/** Balances that a bank or a chain states of the party: each is compared with what the movements give at that moment. */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HistoryOrderWire } from '../../../src/findings/surroundings/wire.ts';
import type { PartyHistoryWire } from '../../../src/flows/wire.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';

type Stated = HistoryOrderWire['stated'];
type Asset = PartyHistoryWire['assets'][number]['asset'];

interface BalancesProps {
  readonly assets: readonly Asset[];
  readonly stated: Stated;
  readonly onChange: (stated: Stated) => void;
}

export function StatedBalances({ assets, stated, onChange }: BalancesProps) {
  const { t, dates } = useSpeech();
  const [place, setPlace] = useState('0');
  const [at, setAt] = useState('');
  const [amount, setAmount] = useState('');
  const [entered, setEntered] = useState(0);
  const asset = assets[Number(place)];
  const isAmount = /^\d{1,60}(?:\.\d{1,36})?$/.test(amount);
  return (
    <Section title={t('party.statedBalances')}>
      <p className={traceClasses['quiet']}>{t('party.statedUnder')}</p>
      <form
        key={entered}
        className={traceClasses['order']}
        onSubmit={(event) => {
          event.preventDefault();
          if (asset === undefined || at === '' || !isAmount) return;
          onChange([...stated, { asset: asset.symbol, ledger: asset.ledger, at, amount }]);
          setEntered(entered + 1);
          setAt('');
          setAmount('');
        }}
      >
        <Select
          label={t('party.asset')}
          allowDeselect={false}
          value={place}
          onChange={(value) => setPlace(value ?? '0')}
          data={assets.map(({ symbol, ledger }, number) => ({ value: String(number), label: `${symbol} (${ledger})` }))}
        />
        <MomentInput label={t('party.gapAt')} isRequired onChange={setAt} />
        <TextInput label={t('party.stated')} required value={amount} onChange={(event) => setAmount(event.currentTarget.value.trim())} />
        <Button type="submit" disabled={asset === undefined || at === '' || !isAmount}>
          {t('party.compare')}
        </Button>
      </form>
      {stated.length > 0 && (
        <ul aria-label={t('party.statedBalances')}>
          {stated.map((one, number) => (
            <li key={`${one.asset} ${one.at} ${one.amount}`}>
              <Group gap="xs">
                {dates.moment(one.at)}: {one.amount} {one.asset}
                <Button size="compact-xs" variant="default" onClick={() => onChange(stated.filter((_, other) => other !== number))}>
                  {t('party.takeAway')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
