// SPDX-License-Identifier: Apache-2.0
/** A record as it may be seen: its facts with where each comes from, its conditions in sentences, and its uses so far. */
import { Table, Text, Tooltip } from '@mantine/core';
import { IconFileImport, IconForms, IconMailOpened, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AttestedFromWire, DisclosedRecordWire, RecordUseAnswerWire } from '../../../src/records/wire.ts';
import { agreementsQuery } from '../calls/agreement-calls.ts';
import { usesQuery } from '../calls/record-calls.ts';
import { LimitsList } from '../conditions/limits-list.tsx';
import { useSpeech } from '../messages/language.tsx';
import { useFieldName } from '../onward/fields/use-field-name.ts';
import { useAuthorityName } from '../peers/authority-names.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { type Fact, factsOfRecord, provenanceOf } from './facts-of-record.ts';
import { ComplianceDetails } from './compliance-details.tsx';
import { PublishedAboutFirm } from './published-about-firm.tsx';
import { Movements, Parties } from './record-parts.tsx';
import { Accounts, FormAnswers } from './report-details.tsx';
import { Supervision } from './supervision.tsx';
import { TravelRuleMessage } from './travel-rule/message-details.tsx';
import { RulesOfMessage } from './travel-rule/rules-of-message.tsx';
import classes from './records.module.css';

const sourceIcons = { import: IconFileImport, form: IconForms, dispatch: IconSend } as const;

export function RecordFacts({ answer }: { answer: RecordUseAnswerWire }) {
  const { t } = useSpeech();
  const { record, row } = answer;
  if (record === null) return null;
  return (
    <>
      <PrintHead answer={answer} />
      <div className={classes['columns']}>
        <Column>
          <Section
            title={t(`recordKind.${record.body.kind}`)}
            aside={
              row !== null && (
                <Text size="xs" c="dimmed">
                  {row.originatorName}
                </Text>
              )
            }
          >
            <dl className={classes['facts']}>
              {factsOfRecord(record.body).map((fact) => (
                <FactLine key={fact.pointer} fact={fact} record={record} />
              ))}
            </dl>
          </Section>
          <Parties body={record.body} />
          {record.body.kind === 'registration' && <Supervision of={record.body} venues={answer.venues} />}
          {record.body.kind === 'compliance-record' && <ComplianceDetails of={record.body} />}
          {record.body.kind === 'travel-rule-message' && <TravelRuleMessage of={record.body} />}
          {answer.travelRule !== undefined && <RulesOfMessage view={answer.travelRule} purpose={answer.use.purpose} />}
          <Accounts body={record.body} />
          <Movements body={record.body} />
          <FormAnswers body={record.body} />
        </Column>
        <Column>
          {row !== null && row.attested !== null && <AttestedFrom attested={row.attested} />}
          <Conditions record={record} />
          <WithheldFields record={record} />
          {answer.published !== undefined && <PublishedAboutFirm published={answer.published} />}
          <div className={classes['unprinted']}>
            <Section title={t('record.uses')}>
              <Uses recordId={record.id} />
            </Section>
          </div>
        </Column>
      </div>
    </>
  );
}

function FactLine({ fact, record }: { fact: Fact; record: DisclosedRecordWire }) {
  const { t, dates } = useSpeech();
  const { value } = fact;
  const source = provenanceOf(record.provenance, fact.pointer);
  const shown = value.kind === 'text' ? value.text : value.kind === 'moment' ? dates.moment(value.at) : t(value.word);
  const SourceIcon = sourceIcons[source?.source.kind ?? 'import'];
  return (
    <>
      <dt>{t(fact.label)}</dt>
      <dd>
        <span>{shown}</span>
        {source !== null && (
          <Tooltip label={`${source.source.name} · ${source.source.digest} · ${dates.moment(source.recordedAt)}`} multiline maw={420}>
            <span className={classes['source']}>
              <SourceIcon size={13} aria-hidden />
              {t('record.source', { place: source.source.place === '' ? source.source.name : source.source.place })}
            </span>
          </Tooltip>
        )}
      </dd>
    </>
  );
}

/** Its originator signed nothing: who says that a letter of its says this, and from which scan it can be shown. */
function AttestedFrom({ attested: { byName, letterOf, jurisdiction, writtenOn, scan } }: { readonly attested: AttestedFromWire }) {
  const { t, dates } = useSpeech();
  return (
    <Notice tone="needs" icon={IconMailOpened} title={t('letters.attested', { name: byName })}>
      {t('letters.attested.long', { name: byName, author: letterOf, jurisdiction, day: dates.localDay(writtenOn), scan })}
    </Notice>
  );
}

function Conditions({ record }: { record: DisclosedRecordWire }) {
  const { t } = useSpeech();
  const nameOf = useAuthorityName();
  const { data: agreements = [] } = useQuery(agreementsQuery);
  const titleOf = (digest: string, id: string): string => agreements.find((row) => row.ref.digest === digest)?.title ?? id;
  return (
    <Section title={t('record.conditions')}>
      {record.conditions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('record.noConditions')}
        </Text>
      )}
      {record.conditions.map((condition) => (
        <div key={condition.id}>
          <LimitsList limits={condition} />
          <p className={classes['conditionFoot']}>
            {t('record.conditionBy', {
              originator: nameOf(condition.originator),
              clause: condition.clause,
              agreement: titleOf(condition.agreement.digest, condition.agreement.id),
            })}
          </p>
        </div>
      ))}
    </Section>
  );
}

/** What whoever gave it left out: said, so that nobody takes a gap for a no. */
function WithheldFields({ record }: { record: DisclosedRecordWire }) {
  const withheld = record.withheld ?? [];
  const { t } = useSpeech();
  const nameOf = useFieldName();
  if (withheld.length === 0) return null;
  return (
    <Section title={t('minimisation.withheld', { count: withheld.length })}>
      <ul className={classes['uses']}>
        {withheld.map(({ path, reason }) => (
          <li key={path}>
            <strong>{nameOf(path)}</strong>
            <div className={classes['quiet']}>{reason}</div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Uses({ recordId }: { recordId: string }) {
  const { t, dates } = useSpeech();
  const { data: uses = [] } = useQuery(usesQuery(recordId));
  if (uses.length === 0) return <p className={classes['quiet']}>{t('record.noUses')}</p>;
  return (
    <ul className={classes['uses']}>
      {uses.map((use) => (
        <li key={use.id}>
          <strong>{t(`manner.${use.manner}`)}</strong>
          {` · ${t(`purpose.${use.purpose}`)} · `}
          {t(`useOutcome.${use.outcome}`)}
          <div className={classes['quiet']}>{`${use.officerName} · ${dates.moment(use.at)}`}</div>
          {use.note !== '' && <div className={classes['quiet']}>{use.note}</div>}
        </li>
      ))}
    </ul>
  );
}

/** Only on paper: for whom, when and for what it was printed, and under which entry the use is recorded. */
function PrintHead({ answer: { use } }: { answer: RecordUseAnswerWire }) {
  const { t, dates } = useSpeech();
  const { authority, officer } = useSession();
  return (
    <Table className={classes['printHead'] ?? ''} withRowBorders={false}>
      <Table.Tbody>
        <Table.Tr>
          <Table.Td>
            {`${authority.name} (${authority.jurisdiction})`}
            <br />
            {t('record.printedBy', { name: officer.name, when: dates.moment(use.at), purpose: t(`purpose.${use.purpose}`), use: use.id })}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
