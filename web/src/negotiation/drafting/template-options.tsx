// SPDX-License-Identifier: Apache-2.0
/** What a template takes besides its parties: who is not able yet, who observes, which powers go through a court, and what else it names. */
import { MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { capabilities, type TemplateOptionsWire } from '../../../../src/agreements/wire.ts';
import { agreementsQuery } from '../../calls/agreement-calls.ts';
import { useSpeech } from '../../messages/language.tsx';

type Option = keyof TemplateOptionsWire;
type PartyOption = 'notYetAble' | 'thirdCountry' | 'observers';
const partyOptions = ['notYetAble', 'thirdCountry', 'observers'] as const satisfies readonly PartyOption[];

interface OptionsProps {
  /** Those that the template takes. */
  readonly options: readonly string[];
  readonly parties: readonly { readonly authorityId: string; readonly name: string }[];
  readonly value: TemplateOptionsWire;
  readonly onChange: (value: TemplateOptionsWire) => void;
}

export function TemplateOptions({ options, parties, value, onChange }: OptionsProps) {
  const { t } = useSpeech();
  const takes = (option: Option): boolean => options.includes(option);
  const set = (change: TemplateOptionsWire): void => onChange(withoutEmpty({ ...value, ...change }));
  const named = parties.map(({ authorityId, name }) => ({ value: authorityId, label: name }));
  return (
    <Stack gap="md">
      {takes('title') && (
        <TextInput
          label={t('template.option.title')}
          value={value.title ?? ''}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
      )}
      {partyOptions.filter(takes).map((option) => (
        <MultiSelect
          key={option}
          label={t(`template.option.${option}`)}
          description={t(`template.option.${option}.under`)}
          value={value[option] ?? []}
          onChange={(chosen) => set({ [option]: chosen })}
          data={named}
          comboboxProps={{ width: 'target' }}
        />
      ))}
      {takes('throughCourt') && parties.map((party) => <ThroughCourt key={party.authorityId} party={party} value={value} onChange={set} />)}
      {takes('firms') && (
        <TagsInput
          label={t('template.option.firms')}
          description={t('template.option.firms.under')}
          value={value.firms ?? []}
          onChange={(firms) => set({ firms })}
        />
      )}
      {takes('besides') && <Besides value={value.besides ?? null} onChange={(besides) => set({ besides })} />}
      {takes('redressContact') && (
        <TextInput
          label={t('template.option.redressContact')}
          value={value.redressContact ?? ''}
          onChange={(event) => set({ redressContact: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}

/** Which of its powers a party uses through a court. */
function ThroughCourt({ party, value, onChange }: Pick<OptionsProps, 'value' | 'onChange'> & { party: OptionsProps['parties'][number] }) {
  const { t } = useSpeech();
  const others = (value.throughCourt ?? []).filter((one) => one.party !== party.authorityId);
  const own = (value.throughCourt ?? []).find((one) => one.party === party.authorityId);
  return (
    <MultiSelect
      label={t('template.option.throughCourt', { name: party.name })}
      value={own?.capabilities ?? []}
      onChange={(chosen) => {
        const mine = chosen.length === 0 ? [] : [{ party: party.authorityId, capabilities: chosen }];
        onChange({ throughCourt: [...others, ...mine] });
      }}
      data={capabilities.map((capability) => ({ value: capability, label: t(`capability.${capability}`) }))}
      comboboxProps={{ width: 'target' }}
    />
  );
}

function Besides({ value, onChange }: { value: string | null; onChange: (besides: string | undefined) => void }) {
  const { t } = useSpeech();
  const agreements = useQuery(agreementsQuery);
  const titles = new Map((agreements.data ?? []).filter(({ isBuiltIn }) => !isBuiltIn).map(({ ref, title }) => [ref.id, title]));
  return (
    <Select
      label={t('template.option.besides')}
      description={t('template.option.besides.under')}
      clearable
      searchable
      value={value}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      data={[...titles].map(([id, title]) => ({ value: id, label: title }))}
      comboboxProps={{ width: 'target' }}
    />
  );
}

/** What is left empty is not said at all. */
function withoutEmpty(options: TemplateOptionsWire): TemplateOptionsWire {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  );
}
