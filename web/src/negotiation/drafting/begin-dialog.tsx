// SPDX-License-Identifier: Apache-2.0
/** Beginning a draft: from a template, or from an agreement that is held here; with which peers. */
import { Accordion, Button, Group, Modal, MultiSelect, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { agreementsQuery } from '../../calls/agreement-calls.ts';
import { negotiationCalls, templatesQuery } from '../../calls/negotiation-calls.ts';
import { peersQuery } from '../../calls/peer-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import type { TemplateOptionsWire } from '../../../../src/agreements/wire.ts';
import { Failure } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import { useNegotiationCall } from '../negotiation-call.ts';
import { TemplateOptions } from './template-options.tsx';
import { PeersFailure } from '../../peers/peers-failure.tsx';

type From = 'template' | 'agreement';

export function BeginDialog({ onClose, amends }: { onClose: () => void; amends?: string }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [from, setFrom] = useState<From>(amends === undefined ? 'template' : 'agreement');
  const [template, setTemplate] = useState<string | null>(null);
  const [digest, setDigest] = useState<string | null>(amends ?? null);
  const [counterparts, setCounterparts] = useState<string[]>([]);
  const [options, setOptions] = useState<TemplateOptionsWire>({});
  const templates = useQuery(templatesQuery);
  const parties = usePartiesOf(counterparts);
  const taken = templates.data?.find(({ name }) => name === template)?.options ?? [];
  const begin = useNegotiationCall(negotiationCalls.begin, t('negotiations.begun'), ({ row }) => {
    onClose();
    void navigate({ to: '/negotiations/$negotiationId/draft', params: { negotiationId: row.id } });
  });
  const source =
    from === 'template'
      ? template === null
        ? null
        : ({ kind: 'template', name: template, options } as const)
      : digest === null
        ? null
        : ({ kind: 'agreement', digest } as const);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(amends === undefined ? 'negotiations.begin' : 'negotiations.amend')}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (source !== null) begin.mutate({ source, counterparts });
        }}
      >
        <Stack gap="md">
          {amends === undefined && (
            <SegmentedControl
              fullWidth
              aria-label={t('negotiations.from')}
              value={from}
              onChange={setFrom}
              data={[
                { value: 'template', label: t('negotiations.fromTemplate') },
                { value: 'agreement', label: t('negotiations.fromAgreement') },
              ]}
            />
          )}
          {amends === undefined && from === 'template' && (
            <TemplateSelect
              value={template}
              onChange={(chosen) => {
                setTemplate(chosen);
                setOptions({});
              }}
            />
          )}
          {amends === undefined && from === 'agreement' && <AgreementSelect value={digest} onChange={setDigest} />}
          <CounterpartSelect isJoining={from === 'agreement'} value={counterparts} onChange={setCounterparts} />
          {amends === undefined && from === 'template' && taken.length > 0 && (
            <Accordion variant="separated" chevronPosition="left">
              <Accordion.Item value="options">
                <Accordion.Control>{t('template.options')}</Accordion.Control>
                <Accordion.Panel>
                  <TemplateOptions options={taken} parties={parties} value={options} onChange={setOptions} />
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          )}
          <Text size="xs" c="dimmed">
            {t('negotiations.onlyYou')}
          </Text>
          {begin.error !== null && <Failure error={begin.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" disabled={source === null} loading={begin.isPending}>
              {t('negotiations.beginNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Ourselves and the chosen peers: whom the options of a template can name. */
function usePartiesOf(counterparts: readonly string[]) {
  const { authority } = useSession();
  const peers = useQuery(peersQuery);
  const chosen = (peers.data ?? []).filter(({ authorityId }) => counterparts.includes(authorityId));
  return [{ authorityId: authority.id, name: authority.name }, ...chosen.map(({ authorityId, name }) => ({ authorityId, name }))];
}

interface SelectProps {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function TemplateSelect({ value, onChange }: SelectProps) {
  const { t } = useSpeech();
  const templates = useQuery(templatesQuery);
  return (
    <Select
      label={t('negotiations.template')}
      required
      searchable
      value={value}
      onChange={onChange}
      data={(templates.data ?? []).map(({ name, title }) => ({ value: name, label: title }))}
      comboboxProps={{ width: 'target' }}
    />
  );
}

function AgreementSelect({ value, onChange }: SelectProps) {
  const { t } = useSpeech();
  const agreements = useQuery(agreementsQuery);
  return (
    <Select
      label={t('negotiations.agreement')}
      description={t('negotiations.agreement.hint')}
      required
      searchable
      value={value}
      onChange={onChange}
      data={(agreements.data ?? [])
        .filter(({ isBuiltIn }) => !isBuiltIn)
        .map(({ ref, title }) => ({ value: ref.digest, label: `${title} · ${t('agreement.version', { version: ref.version })}` }))}
      comboboxProps={{ width: 'target' }}
    />
  );
}

interface CounterpartProps {
  readonly isJoining: boolean;
  readonly value: string[];
  readonly onChange: (value: string[]) => void;
}

function CounterpartSelect({ isJoining, value, onChange }: CounterpartProps) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  return (
    <div>
      <MultiSelect
        label={t(isJoining ? 'negotiations.joining' : 'negotiations.counterparts')}
        required={!isJoining}
        searchable
        value={value}
        onChange={onChange}
        data={(peers.data ?? [])
          .filter(({ state }) => state === 'live')
          .map(({ authorityId, name, jurisdiction }) => ({ value: authorityId, label: `${name} (${jurisdiction})` }))}
        comboboxProps={{ width: 'target' }}
      />
      <PeersFailure />
    </div>
  );
}
