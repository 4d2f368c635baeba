// SPDX-License-Identifier: Apache-2.0
/** From a lead to the draft of a request: whom to ask, for what, and for which purpose. The draft opens in the form of requests. */
import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type AssistanceKind, assistanceKinds } from '../../../src/agreements/wire.ts';
import { type LinkRelation, linkRelations } from '../../../src/assistance/wire.ts';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import { findingCalls } from '../calls/finding-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { PeerSelect } from '../peers/recipient-select.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure } from '../shell/page.tsx';
import { useFindingCall } from './finding-call.ts';

export function DraftForm({ lead, onClose }: { lead: LeadDetailWire; onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const isAlert = lead.about.kind === 'alert';
  const [counterpart, setCounterpart] = useState<string | null>(null);
  const [assistance, setAssistance] = useState<AssistanceKind>(isAlert ? 'transaction-records' : 'information-from-files');
  const [purpose, setPurpose] = useState(lead.purpose as LeadDetailWire['purpose'] | null);
  const [links, setLinks] = useState<LinkRelation[]>([]);
  const call = useFindingCall((given: Parameters<typeof findingCalls.draft>[1]) => findingCalls.draft(lead.id, given), {
    onDone: ({ caseId }) => void navigate({ to: '/compose/$caseId', params: { caseId } }),
  });
  const isReady = counterpart !== null && purpose !== null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) call.mutate({ counterpart, assistance, purpose, ...(links.length === 0 ? {} : { links }) });
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('lead.draft.under')}</Text>
        {isAlert && <Text size="sm">{t('alert.otherLeg.under')}</Text>}
        <PeerSelect isRequired isFirst label={t('field.counterpart')} value={counterpart} onChange={setCounterpart} />
        <Select
          label={t('field.assistance')}
          allowDeselect={false}
          value={assistance}
          onChange={(chosen) => chosen !== null && setAssistance(chosen)}
          data={assistanceKinds.map((value) => ({ value, label: capital(t(`assistance.${value}`)) }))}
        />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {isAlert && (
          <Checkbox.Group
            label={t('alert.askLinks')}
            description={t('alert.askLinks.under')}
            value={links}
            onChange={(chosen) => setLinks(linkRelations.filter((relation) => chosen.includes(relation)))}
          >
            <Stack gap={6} mt={6}>
              {linkRelations.map((relation) => (
                <Checkbox key={relation} value={relation} label={t(`alert.askLinks.${relation}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={call.isPending}>
            {t('lead.openDraft')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
