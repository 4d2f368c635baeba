// SPDX-License-Identifier: Apache-2.0
/**
 * One question to all lists. The purpose comes first; a search is recorded with it, so the screen searches when asked to and never on its own.
 * Each hit shows both sides and every reason, and takes a judgement there and then.
 */
import { Button, Select, TextInput } from '@mantine/core';
import { IconRadar2, IconSearch, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { subjectKinds, type SubjectKindWire } from '../../../src/findings/wire.ts';
import { findingCalls, type QuestionGiven } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import type { AskedSearch } from './asked-search.ts';
import classes from './findings.module.css';
import { HitCard } from './hit-card.tsx';
import { ScreeningTabs } from './screening-tabs.tsx';

export function SearchPage() {
  const { t } = useSpeech();
  const [asked, setAsked] = useState<AskedSearch | null>(null);
  const ask = (purpose: Purpose, question: QuestionGiven): void =>
    setAsked((before) => ({ number: (before?.number ?? 0) + 1, purpose, question }));
  return (
    <Page title={t('nav.screening')} under={t('screening.under')}>
      <ScreeningTabs />
      <QuestionForm onAsk={ask} />
      {asked === null ? (
        <Nothing icon={IconRadar2} title={t('screening.begin')}>
          {t('screening.begin.under')}
        </Nothing>
      ) : (
        <Found key={asked.number} asked={asked} />
      )}
    </Page>
  );
}

function QuestionForm({ onAsk }: { onAsk: (purpose: Purpose, question: QuestionGiven) => void }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [text, setText] = useState({ name: '', born: '', country: '', number: '', wallet: '' });
  const [kind, setKind] = useState<SubjectKindWire>('unknown');
  const field = (name: keyof typeof text, label: string, placeholder?: string): ReactNode => (
    <TextInput
      label={label}
      placeholder={placeholder ?? ''}
      value={text[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setText((before) => ({ ...before, [name]: value }));
      }}
    />
  );
  return (
    <search>
      <form
        className={classes['search']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) onAsk(purpose, questionOf(text, kind));
        }}
      >
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {field('name', t('screening.name'), t('screening.nameHint'))}
        {field('born', t('screening.born'), '1962-08')}
        {field('country', t('screening.country'), 'XB')}
        <Button type="submit" disabled={purpose === null} leftSection={<IconSearch size={16} aria-hidden />}>
          {t('records.search')}
        </Button>
        <Select
          label={t('subject.kind')}
          allowDeselect={false}
          value={kind}
          onChange={(chosen) => chosen !== null && setKind(chosen)}
          data={subjectKinds.map((value) => ({ value, label: t(`subjectKind.${value}`) }))}
        />
        {field('number', t('screening.number'), t('screening.numberHint'))}
        {field('wallet', t('screening.wallet'), '0x…')}
      </form>
    </search>
  );
}

function questionOf(
  text: Readonly<Record<'name' | 'born' | 'country' | 'number' | 'wallet', string>>,
  kind: SubjectKindWire,
): QuestionGiven {
  const given = (value: string): string[] => (value.trim() === '' ? [] : [value.trim()]);
  return {
    name: text.name,
    kind,
    births: given(text.born),
    countries: given(text.country),
    identifiers: given(text.number).map((value) => ({ kind: '', value })),
    wallets: given(text.wallet),
  };
}

function Found({ asked }: { asked: AskedSearch }) {
  const { t } = useSpeech();
  const found = useQuery({
    queryKey: ['finding-search', asked.number],
    queryFn: () => findingCalls.search({ purpose: asked.purpose, question: asked.question }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Failure error={found.error} />;
  const { hits, lists, names, compared } = found.data;
  const searched = t('screening.searched', {
    names: String(names),
    lists: lists.map(({ name, version }) => `${name} ${version}`).join(', '),
  });
  const comparedWords = t('screening.compared', { count: compared });
  if (lists.length === 0) {
    return (
      <Nothing icon={IconRadar2} title={t('lists.nothing')}>
        {t('lists.nothing.under')}
      </Nothing>
    );
  }
  return (
    <>
      <output className={classes['searched']}>
        {t('screening.hits', { count: hits.length })} · {searched}; {comparedWords}
      </output>
      {hits.length === 0 ? (
        <Nothing icon={IconShieldCheck} title={t('screening.noHit')}>
          {t('screening.noHit.under')}
        </Nothing>
      ) : (
        <ul className={classes['hits']}>
          {hits.map((hit) => (
            <HitCard key={`${hit.list} ${hit.listed}`} hit={hit} asked={asked} />
          ))}
        </ul>
      )}
    </>
  );
}
