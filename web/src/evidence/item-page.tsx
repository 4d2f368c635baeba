// SPDX-License-Identifier: Apache-2.0
/** One item of evidence: whether it may be used and why, its custody log, its formalities and holds, and what may be written next. */
import { Table, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EntryWire, ItemDetailWire } from '../../../src/evidence/wire.ts';
import { itemQuery } from './evidence-calls.ts';
import { DispatchDigest } from '../case/timeline.tsx';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ItemBadges } from './case-evidence.tsx';
import { useWord } from './entry-inputs.tsx';
import { entryFieldNames, type EntryFieldName } from './entry-fields.ts';
import classes from './evidence.module.css';
import { HandOvers } from './hand-overs.tsx';
import { ItemActions } from './item-actions.tsx';

export function ItemPage({ caseId, itemId }: { caseId: string; itemId: string }) {
  const { t } = useSpeech();
  const found = useQuery(itemQuery(caseId, itemId));
  if (found.data !== undefined) return <Item detail={found.data} />;
  return (
    <Page title={t('evidence.item')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Item({ detail }: { detail: ItemDetailWire }) {
  const { t } = useSpeech();
  const { row, entries } = detail;
  return (
    <Page
      title={`${row.number}. ${row.title}`}
      above={
        <div className={caseClasses['line']}>
          <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('evidence.toCase')}
          </Link>
          <ItemBadges row={row} />
        </div>
      }
      actions={<ItemActions detail={detail} />}
    >
      <div className={caseClasses['columns']}>
        <Column>
          <Section title={t('evidence.courtUse')}>
            <ul className={classes['reasons']}>
              {row.courtUse.reasons.map(({ rule, sentence }) => (
                <li key={`${rule} ${sentence}`}>{sentence}</li>
              ))}
            </ul>
          </Section>
          <Section title={t('evidence.log')}>
            <ol className={classes['log']}>
              {entries.map((entry) => (
                <Entry key={entry.number} entry={entry} />
              ))}
            </ol>
          </Section>
        </Column>
        <Column>
          <About detail={detail} />
          <HandOvers caseId={row.caseId} itemId={row.id} />
          <Formalities detail={detail} />
          <Holds detail={detail} />
        </Column>
      </div>
    </Page>
  );
}

function Entry({ entry }: { entry: EntryWire }) {
  const { t, dates } = useSpeech();
  const word = useWord();
  const { kind, ...said } = entry.content;
  return (
    <li>
      <div className={classes['quiet']}>
        {dates.moment(entry.at)} · {entry.officerName}
      </div>
      <strong>{t(`evidenceEntry.${kind}`)}</strong>
      <dl className={classes['facts']}>
        {Object.entries(said).flatMap(([name, value]) => {
          const text = textOf(value, word);
          return text === '' ? [] : [<Fact key={name} name={name} text={text} />];
        })}
      </dl>
      <div className={classes['quiet']}>
        {t('evidence.logEntry', { index: entry.logIndex })} <DispatchDigest digest={entry.digest} />
      </div>
    </li>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  const { t } = useSpeech();
  const known = entryFieldNames.find((one): one is EntryFieldName => one === name);
  return (
    <div>
      <dt>{known === undefined ? t('evidence.otherItem') : t(`evidenceField.${known}`)}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function textOf(value: unknown, word: (word: string) => string): string {
  if (typeof value === 'string') return word(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? word('yes') : word('no');
  if (!Array.isArray(value)) return '';
  return (value as { where: string; ground: string; reason: string }[])
    .map(({ where, ground, reason }) => `${where}: ${word(ground)}. ${reason}`)
    .join('\n');
}

function About({ detail }: { detail: ItemDetailWire }) {
  const { t } = useSpeech();
  const { row, description, derived, source } = detail;
  return (
    <Section title={t('evidence.about')}>
      {description !== '' && <Text size="sm">{description}</Text>}
      <dl className={classes['facts']}>
        <div>
          <dt>{t('evidence.form')}</dt>
          <dd>{t(`evidenceForm.${row.form}`)}</dd>
        </div>
        <Fact name="custodian" text={row.custodian} />
        <Fact name="place" text={row.place} />
        {row.digest !== null && <Fact name="digest" text={row.digest} />}
      </dl>
      {source.kind === 'canvas' && source.id !== null && <EditionLink caseId={row.caseId} edition={source.id} />}
      {row.derivedFrom !== null && (
        <Link to="/cases/$caseId/evidence/$itemId" params={{ caseId: row.caseId, itemId: row.derivedFrom }}>
          {t('evidence.madeFrom')}
        </Link>
      )}
      {derived.map((one) => (
        <div key={one.id}>
          <Link to="/cases/$caseId/evidence/$itemId" params={{ caseId: row.caseId, itemId: one.id }}>
            {t('evidence.madeInto', { number: one.number, title: one.title })}
          </Link>
        </div>
      ))}
    </Section>
  );
}

/** An edition is known by its canvas and its number. */
function EditionLink({ caseId, edition }: { caseId: string; edition: string }) {
  const { t } = useSpeech();
  const [canvasId = '', number] = edition.split('.');
  return (
    <Link to="/cases/$caseId/canvases/$canvasId" params={{ caseId, canvasId }} search={{ edition: Number(number) }}>
      {t('evidence.toCanvas')}
    </Link>
  );
}

function Formalities({ detail }: { detail: ItemDetailWire }) {
  const { t } = useSpeech();
  const word = useWord();
  if (detail.formalities.length === 0) return null;
  return (
    <Section title={t('evidence.formalities')}>
      <Table aria-label={t('evidence.formalities')}>
        <Table.Tbody>
          {detail.formalities.map(({ name, answer, note }) => (
            <Table.Tr key={name}>
              <Table.Td>{word(name)}</Table.Td>
              <Table.Td>
                {answer === null ? t('evidence.notNoted') : word(answer)}
                {note !== '' && <div className={classes['quiet']}>{note}</div>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Holds({ detail }: { detail: ItemDetailWire }) {
  const { t, dates } = useSpeech();
  if (detail.holds.length === 0) return null;
  return (
    <Section title={t('evidence.holds')}>
      <ul className={classes['reasons']}>
        {detail.holds.map(({ number, orderedBy, reason, until, placedByName }) => (
          <li key={number}>
            {orderedBy}: {reason}
            <div className={classes['quiet']}>
              {t('evidence.holdLine', { number, by: placedByName })}
              {until !== null && ` · ${t('evidence.holdUntil', { when: dates.moment(until) })}`}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
