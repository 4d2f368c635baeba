// SPDX-License-Identifier: Apache-2.0
/**
 * Beside a record: the way it came, who was given it, what may be done with it next. Passing on shows the verdict of its
 * conditions and of the agreement before anything can be sent; a recall goes to everyone who was given an own record.
 */
import { Button, Group, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { PassOnAnswerWire } from '../../../src/onward/wire.ts';
import type { RecordWayWire } from '../../../src/records/wire.ts';
import { onwardCalls, passOnQuery, wayQuery } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { Fact } from './consent-facts.tsx';
import { useMatterCall, useOpenMatter } from './matter-call.ts';
import classes from './onward.module.css';
import { useFieldName } from './fields/use-field-name.ts';
import { LegalBasisField } from './giving/legal-basis-field.tsx';
import { MinimisationFields, useMinimisation } from './giving/minimisation.tsx';
import { NewUse } from './new-use.tsx';
import { RecallForm } from './recall-form.tsx';
import { RecordReach } from './record-reach.tsx';
import { PassOnVerdict } from './pass-on-verdict.tsx';
import { RecipientSelect } from '../peers/recipient-select.tsx';

export function RecordWay({ recordId, purpose }: { recordId: string; purpose: Purpose | null }) {
  const { officer } = useSession();
  const way = useQuery(wayQuery(recordId));
  const mayAct = officer.roles.includes('preparer');
  if (way.isError) return <Failure error={way.error} />;
  if (way.data === undefined) return null;
  const isOwn = way.data.chain.length === 0;
  return (
    <Column>
      <WayFacts way={way.data} />
      {mayAct && !isOwn && way.data.recall === null && <NewUse recordId={recordId} />}
      {mayAct && way.data.recall === null && <RecordReach recordId={recordId} startPurpose={purpose} />}
      {mayAct && way.data.recall === null && <PassOn recordId={recordId} startPurpose={purpose} />}
      {mayAct && isOwn && way.data.holders.length > 0 && <RecallForm recordId={recordId} />}
    </Column>
  );
}

function WayFacts({ way }: { way: RecordWayWire }) {
  const { t, dates } = useSpeech();
  const nameOf = useFieldName();
  if (way.chain.length === 0 && way.holders.length === 0) return null;
  const names = way.chain.length === 0 ? [] : [way.chain[0]?.fromName ?? '', ...way.chain.map((hop) => hop.toName)];
  return (
    <Section title={t('onward.wayAndHolders')}>
      <dl className={classes['facts']}>
        {names.length > 0 && <Fact name={t('onward.way')}>{names.join(' → ')}</Fact>}
        {way.recall !== null && <Fact name={t('onward.recalled')}>{t(`recallState.${way.recall.state}`)}</Fact>}
        {way.holders.map((holder) => (
          <Fact key={`${holder.recipient} ${holder.dispatch}`} name={t('onward.givenTo')}>
            {holder.recipientName} · {t(`purpose.${holder.purpose}`)} · {dates.moment(holder.givenAt)}
            {!holder.isDelivered && ` · ${t('stepState.queued')}`}
            {holder.withheld.length > 0 && (
              <div>{t('minimisation.withheldHere', { fields: holder.withheld.map(({ path }) => nameOf(path)).join(', ') })}</div>
            )}
            {holder.givenAllTheSame.map(({ path, reason }) => (
              <div key={path}>{t('minimisation.givenHere', { field: nameOf(path), reason })}</div>
            ))}
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function PassOn({ recordId, startPurpose }: { recordId: string; startPurpose: Purpose | null }) {
  const { t } = useSpeech();
  const [recipient, setRecipient] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<Purpose | null>(startPurpose);
  const verdict = useQuery(passOnQuery(recordId, recipient, purpose));
  return (
    <Section title={t('onward.passOn')}>
      <div className={classes['form']}>
        <RecipientSelect recipient={recipient} onChange={setRecipient} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        {verdict.isError && <Failure error={verdict.error} />}
        {verdict.data !== undefined && <PassOnVerdict answer={verdict.data} />}
        {verdict.data !== undefined && recipient !== null && purpose !== null && (
          <PassOnAction recordId={recordId} recipient={recipient} purpose={purpose} answer={verdict.data} />
        )}
      </div>
    </Section>
  );
}

interface ActionProps {
  readonly recordId: string;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly answer: PassOnAnswerWire;
}

/** Asking the originator where that is what is missing; giving it where it may go and the agreement covers that. */
function PassOnAction({ recordId, recipient, purpose, answer }: ActionProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const open = useOpenMatter();
  const ask = useMatterCall(onwardCalls.askConsent, t('onward.asked'), open);
  const give = useMatterCall(onwardCalls.disclose, t('onward.givingPrepared'), open);
  const mayGive = answer.outcome === 'permitted' && answer.disclosure?.outcome !== 'refused';
  // What a third authority gave goes on as it came, and what is only asked for does not go yet.
  const minimisation = useMinimisation(mayGive && answer.isOwn ? [recordId] : [], { recipient, purpose });
  const proposed = minimisation.of(recordId);
  if (!mayGive && !answer.mayAskConsent) return null;
  const error = ask.error ?? give.error;
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!mayGive) ask.mutate({ recordId, recipient, purpose, reason });
        else if (minimisation.isReady)
          give.mutate({ recordIds: [recordId], recipient, purpose, reason, legalBasis, minimisations: minimisation.chosen });
      }}
    >
      <Textarea
        label={t('onward.why')}
        autosize
        minRows={2}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {mayGive && <LegalBasisField legalBasis={legalBasis} onChange={setLegalBasis} />}
      {proposed !== undefined && <MinimisationFields {...proposed} onChange={(choice) => minimisation.choose(recordId, choice)} />}
      {minimisation.failure}
      {error !== null && <Failure error={error} />}
      <Group justify="flex-end">
        <Button type="submit" disabled={!minimisation.isReady} loading={ask.isPending || give.isPending}>
          {t(mayGive ? 'onward.give' : 'onward.ask')}
        </Button>
      </Group>
    </form>
  );
}
