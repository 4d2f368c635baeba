// SPDX-License-Identifier: Apache-2.0
/**
 * Giving a selection of records unasked: to whom, for what, what of each is withheld, and why. What a third authority gave shows its originator
 * and whether it may go on; nothing is prepared while one of them may not.
 */
import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../../src/conditions/wire.ts';
import type { RecordRowWire } from '../../../../src/records/wire.ts';
import { onwardCalls, passOnQuery } from '../../calls/onward-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { PurposeSelect } from '../../records/purpose-select.tsx';
import { Failure, Section } from '../../shell/page.tsx';
import { useMatterCall } from '../matter-call.ts';
import { LegalBasisField } from './legal-basis-field.tsx';
import { MinimisationFields, useMinimisation } from './minimisation.tsx';
import classes from '../onward.module.css';
import { PassOnVerdict } from '../pass-on-verdict.tsx';
import { RecipientSelect } from '../../peers/recipient-select.tsx';

export function GiveSelection({ rows, startPurpose }: { rows: readonly RecordRowWire[]; startPurpose: Purpose }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [recipient, setRecipient] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<Purpose | null>(startPurpose);
  const [reason, setReason] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const recordIds = rows.map((row) => row.id);
  const minimisation = useMinimisation(recordIds, { recipient, purpose });
  const give = useMatterCall(
    onwardCalls.disclose,
    t('onward.givingPrepared'),
    (detail) => void navigate({ to: '/onward/$matterId', params: { matterId: detail.row.id } }),
  );
  return (
    <Section title={t('give.title', { count: rows.length })}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (recipient !== null && purpose !== null && minimisation.isReady)
            give.mutate({ recordIds, recipient, purpose, reason, legalBasis, minimisations: minimisation.chosen });
        }}
      >
        <RecipientSelect recipient={recipient} onChange={setRecipient} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {minimisation.failure}
        {rows.map((row) => {
          const proposed = minimisation.of(row.id);
          if (proposed === undefined || recipient === null || purpose === null) return null;
          return (
            <article key={row.id} className={classes['given']} aria-label={row.title}>
              <Text size="sm" fw={600}>
                {row.title}
              </Text>
              <Text size="xs" c="dimmed">
                {[t(`recordKind.${row.kind}`), row.reference, ...(row.isReceived ? [row.originatorName] : [])].join(' · ')}
              </Text>
              <MayGo recordId={row.id} recipient={recipient} purpose={purpose} />
              {row.isReceived ? (
                <p className={classes['quiet']}>{t('minimisation.ofThird')}</p>
              ) : (
                <MinimisationFields {...proposed} onChange={(choice) => minimisation.choose(row.id, choice)} />
              )}
            </article>
          );
        })}
        <Textarea
          label={t('onward.why')}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <LegalBasisField legalBasis={legalBasis} onChange={setLegalBasis} />
        {give.error !== null && <Failure error={give.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!minimisation.isReady} loading={give.isPending} leftSection={<IconSend size={16} aria-hidden />}>
            {t('onward.give')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}

/** The word of conditions and agreement where it is not a plain yes. */
function MayGo({ recordId, recipient, purpose }: { recordId: string; recipient: string; purpose: Purpose }) {
  const verdict = useQuery(passOnQuery(recordId, recipient, purpose));
  if (verdict.data === undefined) return null;
  const isPlain = verdict.data.isOwn && verdict.data.outcome === 'permitted' && verdict.data.disclosure?.outcome !== 'refused';
  return isPlain ? null : <PassOnVerdict answer={verdict.data} />;
}
