// SPDX-License-Identifier: Apache-2.0
/** Accounts that belong together, each with the way it was joined by: records by kind and reference, judgements with who made them. */
import { Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AccountLinksWire, LinkStepWire } from '../../../../src/findings/account-links/wire.ts';
import { findingCalls } from '../../calls/finding-calls.ts';
import { useFindingCall } from '../../findings/finding-call.ts';
import findingClasses from '../../findings/findings.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Failure, Section } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import { SubjectLink } from '../subject-link.tsx';
import classes from './linked.module.css';

type Linked = AccountLinksWire['participants'][number];

/** Nothing where nobody has linked anything, except for who may look for it. */
export function Belonging({ links, lookAt }: { links: AccountLinksWire; lookAt: readonly string[] }) {
  const { t } = useSpeech();
  const mayLook = useMayJudge() && lookAt.length > 0;
  const shown = links.participants.filter(({ holders, joined }) => holders.length + joined.length > 0);
  if (shown.length === 0 && links.withheld.length === 0 && !mayLook) return null;
  return (
    <Section title={t('linked.title')}>
      {shown.length === 0 && <Text size="sm">{t('linked.nothing')}</Text>}
      {shown.map((one) => (
        <OfParticipant key={one.participant} linked={one} />
      ))}
      {links.withheld.map(({ count, reason }) => (
        <Text key={reason} size="sm" c="dimmed">
          {t('linked.withheld', { count })} {reason}
        </Text>
      ))}
      {links.isMore && <Text size="sm">{t('linked.more')}</Text>}
      {mayLook &&
        lookAt.map((name) => (
          <Link key={name} to="/alerts/subjects/$kind/$name" params={{ kind: 'participant', name }} className={findingClasses['link']}>
            <IconLink size={15} aria-hidden /> {t('linked.look', { name })}
          </Link>
        ))}
    </Section>
  );
}

/** Whom the server lets judge; for anybody else there is no button. */
export function useMayJudge(): boolean {
  const { officer } = useSession();
  return officer.roles.includes('preparer') || officer.roles.includes('records-keeper');
}

function OfParticipant({ linked: { participant, holders, joined } }: { linked: Linked }) {
  const { t } = useSpeech();
  return (
    <div className={classes['of']}>
      <strong>{participant}</strong>
      <ul className={classes['list']}>
        {holders.map((holder) => (
          <li key={holder.judged.id}>
            {t('linked.heldBy')} <RecordOfLink record={holder} /> <JudgedBy judged={holder.judged} mayUndo />
          </li>
        ))}
        {joined.map((one) => (
          <li key={one.participant}>
            <SubjectLink kind="participant" name={one.participant} />, {t(`linked.relation.${one.relation}`)},{' '}
            {t('marketSubject.inAlerts', { count: one.alerts })}
            <details className={classes['way']}>
              <summary>{t('linked.why', { count: one.steps.length })}</summary>
              <ol>
                {one.steps.map((step) => (
                  <li key={[step.sentence, ...step.records.map(({ key }) => key)].join(' ')}>
                    <Step step={step} />
                  </li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Step({ step: { sentence, records, judged } }: { step: LinkStepWire }) {
  return (
    <>
      {sentence}{' '}
      {records.map((record, place) => (
        <span key={record.key}>
          {place > 0 && ' – '}
          <RecordOfLink record={record} />
        </span>
      ))}
      {judged !== null && (
        <>
          {' '}
          <JudgedBy judged={judged} />
        </>
      )}
    </>
  );
}

function RecordOfLink({ record }: { record: LinkStepWire['records'][number] }) {
  const { t } = useSpeech();
  return (
    <>
      <Link to="/entities" search={{ seed: record.key.replace('records:', ''), purpose: undefined }}>
        {record.label}
      </Link>
      {record.isReceived && (
        <span className={classes['quiet']}> {t('linked.from', { authority: record.originatorName, count: record.conditions })}</span>
      )}
    </>
  );
}

function JudgedBy({ judged, mayUndo = false }: { judged: NonNullable<LinkStepWire['judged']>; mayUndo?: boolean }) {
  const { t, dates } = useSpeech();
  const may = useMayJudge() && mayUndo;
  const undo = useFindingCall((id: string) => findingCalls.undoEntities(id), { said: t('linked.undone') });
  return (
    <span className={classes['quiet']}>
      {judged.reason} {judged.officerName}, {dates.moment(judged.at)}{' '}
      {may && (
        <Button
          size="compact-xs"
          variant="default"
          loading={undo.isPending}
          onClick={() => undo.mutate(judged.id)}
          leftSection={<IconArrowBackUp size={13} aria-hidden />}
        >
          {t('linked.undo')}
        </Button>
      )}
      {undo.error !== null && <Failure error={undo.error} />}
    </span>
  );
}
