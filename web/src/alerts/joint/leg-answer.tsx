// SPDX-License-Identifier: Apache-2.0
/** On the case of whoever is asked: what of our data may go back as our part of another authority's alert, or that what was told is taken back. */
import { Button, Checkbox, Input, MultiSelect, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LegQuestionWire } from '../../../../src/findings/joint-alerts/wire.ts';
import { useFindingCall } from '../../findings/finding-call.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure, Section, Waiting } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import { Facts } from '../../personal-data/matter-parts.tsx';
import { spanText } from '../units.ts';
import classes from './joint.module.css';
import { jointCalls, legQuestionQuery } from './joint-calls.ts';

export function LegAnswer({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(legQuestionQuery(caseId));
  return (
    <Section title={t('leg.title')}>
      {found.isPending && <Waiting rows={3} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data !== undefined && <Question asked={found.data} />}
    </Section>
  );
}

function Question({ asked }: { asked: LegQuestionWire }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const { question, told, isAnswerable } = asked;
  const mayAnswer = isAnswerable && (officer.roles.includes('preparer') || officer.roles.includes('records-keeper'));
  return (
    <Stack gap="sm">
      <Facts
        rows={[
          [t('leg.foundBy', { authority: asked.authority.name }), question.pattern.title],
          [t('leg.askedAbout'), question.participants.join(', ')],
          [t('joint.underlying'), question.underlyings.join(', ')],
          [t('leg.period'), spanText(question.from, question.until)],
          [t('leg.askedLinks'), (question.links ?? []).map((relation) => t(`alert.askLinks.${relation}`)).join('; ')],
        ]}
      />
      {told.map(({ at, kind, acts, participants }) => (
        <Text key={at} size="sm">
          {dates.moment(at)}:{' '}
          {kind === 'part' ? t('leg.told', { acts: String(acts), participants: String(participants) }) : t('leg.takenBack')}
        </Text>
      ))}
      {mayAnswer && asked.files.length === 0 && <Text size="sm">{t('marketSubject.noFiles')}</Text>}
      {mayAnswer && asked.files.length > 0 && <PartForm asked={asked} />}
      {mayAnswer && told[0]?.kind === 'part' && (
        <details className={classes['takeBack']}>
          <summary>{t('leg.takeBackFold')}</summary>
          <TakeBackForm caseId={asked.caseId} />
        </details>
      )}
    </Stack>
  );
}

function useAnswer(caseId: string, said: string) {
  const queryClient = useQueryClient();
  return useFindingCall((order: Parameters<typeof jointCalls.answer>[1]) => jointCalls.answer(caseId, order), {
    said,
    onDone: () => void queryClient.invalidateQueries(),
  });
}

function PartForm({ asked }: { asked: LegQuestionWire }) {
  const { t } = useSpeech();
  const { caseId, files, suggestions, mayTell } = asked;
  const [file, setFile] = useState(files[0]?.id ?? null);
  const [others, setOthers] = useState<string[]>([]);
  const [links, setLinks] = useState<LinkRef[]>([]);
  const [naming, setNaming] = useState<'named' | 'coded'>('coded');
  const [completeness, setCompleteness] = useState<'partial' | 'complete'>('partial');
  const [text, setText] = useState('');
  const call = useAnswer(caseId, t('leg.prepared'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) call.mutate({ kind: 'part', file, others, links, naming, completeness, text });
      }}
    >
      <Stack gap="sm">
        {files.every(({ holds }) => !holdsAsked(holds)) && (
          <Text size="sm" fw={600}>
            {t(files.some(({ holds }) => holds.fit === 'not-read') ? 'leg.noFileYet' : 'leg.noFile')}
          </Text>
        )}
        <FileChoice files={files} file={file} onChoose={setFile} />
        <Links asked={asked} chosen={links} onChoose={setLinks} />
        <MultiSelect
          disabled={!mayTell.includes('others-by-number') && !mayTell.includes('others-by-name')}
          label={t('leg.others')}
          description={t('leg.others.under')}
          searchable
          clearable
          value={others}
          onChange={setOthers}
          data={suggestions
            .filter(({ why }) => why !== 'asked')
            .map(({ name, why }) => ({ value: name, label: `${name} (${t(`leg.why.${why}`)})` }))}
        />
        {(others.length > 0 || links.length > 0) && (
          <Choice
            label={t('leg.naming')}
            value={naming}
            onChange={setNaming}
            data={namingsOf(mayTell).map((value) => ({ value, label: t(`leg.naming.${value}`) }))}
          />
        )}
        <Choice
          label={t('leg.completeness')}
          value={completeness}
          onChange={setCompleteness}
          data={(['partial', 'complete'] as const).map((value) => ({ value, label: t(`leg.${value}`) }))}
        />
        <Textarea
          label={t('leg.text')}
          required
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {call.error !== null && <Failure error={call.error} />}
        <Button
          type="submit"
          loading={call.isPending}
          disabled={text.trim() === ''}
          leftSection={<IconActivityHeartbeat size={16} aria-hidden />}
        >
          {t('leg.prepare')}
        </Button>
      </Stack>
    </form>
  );
}

type File = LegQuestionWire['files'][number];

function holdsAsked({ fit }: File['holds']): boolean {
  return fit === 'whole' || fit === 'part';
}

/** The files with what each holds, those that hold what is asked about first. */
function FileChoice({ files, file, onChoose }: { files: readonly File[]; file: string | null; onChoose: (file: string | null) => void }) {
  const { t } = useSpeech();
  const of = (id: string): File | undefined => files.find((one) => one.id === id);
  const chosen = file === null ? undefined : of(file);
  const said = ({ holds: { fit, from, until, instruments, instrumentsCount } }: File): string => {
    const more = instrumentsCount - instruments.length;
    const names = `${instruments.join(', ')}${more > 0 ? ` ${t('leg.moreInstruments', { count: more })}` : ''}`;
    return [...(from === null || until === null ? [] : [`${names}; ${spanText(from, until)}.`]), t(`leg.fit.${fit}`)].join(' ');
  };
  return (
    <Select
      label={t('marketSubject.file')}
      description={chosen === undefined ? null : said(chosen)}
      allowDeselect={false}
      searchable
      value={file}
      onChange={onChoose}
      data={files.map(({ id, name }) => ({ value: id, label: name }))}
      renderOption={({ option: { value, label } }) => {
        const one = of(value);
        return (
          <div>
            <Text size="sm">{label}</Text>
            {one !== undefined && (
              <Text size="xs" c="dimmed">
                {said(one)}
              </Text>
            )}
          </div>
        );
      }}
    />
  );
}

/** How others may stand in a part by the agreement; by a number, a link names nobody. */
function namingsOf(mayTell: LegQuestionWire['mayTell']): readonly ('coded' | 'named')[] {
  return mayTell.includes('others-by-name') ? ['coded', 'named'] : ['coded'];
}

type LinkRef = NonNullable<Extract<Parameters<typeof jointCalls.answer>[1], { kind: 'part' }>['links']>[number];

/** What our registers say of accounts that belong with those asked about: each with its way, and told only where the officer says so. */
function Links({ asked, chosen, onChoose }: { asked: LegQuestionWire; chosen: LinkRef[]; onChoose: (links: LinkRef[]) => void }) {
  const { t } = useSpeech();
  const wanted = asked.question.links ?? [];
  if (wanted.length === 0) return null;
  const keyOf = ({ asked: one, participant }: LinkRef): string => JSON.stringify([one, participant]);
  return (
    <Checkbox.Group
      label={t('leg.links')}
      description={t('leg.links.under')}
      value={chosen.map(keyOf)}
      onChange={(keys) => onChoose(asked.links.flatMap((link) => (keys.includes(keyOf(link)) ? [refOf(link)] : [])))}
    >
      <Stack gap={8} mt={6}>
        {asked.links.length === 0 && <Text size="sm">{t('leg.links.none')}</Text>}
        {asked.links.map((link) => (
          <div key={keyOf(link)}>
            <Checkbox
              value={keyOf(link)}
              disabled={link.obstacle !== null}
              label={t(`joint.link.${link.relation}`, { one: link.asked, other: link.participant })}
              description={link.obstacle ?? undefined}
            />
            <LinkWay link={link} />
          </div>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function refOf({ asked, participant }: LinkRef): LinkRef {
  return { asked, participant };
}

function LinkWay({ link }: { link: LegQuestionWire['links'][number] }) {
  const { t } = useSpeech();
  return (
    <details className={classes['way']}>
      <summary>{t('leg.links.way', { name: link.participant })}</summary>
      <ol>
        {link.steps.map(({ sentence, records }) => (
          <li key={`${sentence} ${records.map(({ key }) => key).join(' ')}`}>
            {sentence} {records.map(({ label }) => label).join('; ')}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface ChoiceProps<Word extends string> {
  readonly label: string;
  readonly value: Word;
  readonly onChange: (value: Word) => void;
  readonly data: { readonly value: Word; readonly label: string }[];
}

/** One of a few, under the question that it answers. */
function Choice<Word extends string>({ label, ...control }: ChoiceProps<Word>) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl aria-label={label} fullWidth {...control} />
    </Input.Wrapper>
  );
}

function TakeBackForm({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const call = useAnswer(caseId, t('leg.prepared'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate({ kind: 'withdrawn', reason, completeness: 'partial', text: t('leg.takenBack') });
      }}
    >
      <Stack gap="sm">
        <Textarea label={t('leg.reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {call.error !== null && <Failure error={call.error} />}
        <Button type="submit" variant="default" loading={call.isPending} disabled={reason.trim() === ''}>
          {t('leg.takeBack')}
        </Button>
      </Stack>
    </form>
  );
}
