// SPDX-License-Identifier: Apache-2.0
/** Notes of a case, the newest first: when it was written, and when that happened of which it tells. */
import { Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { deskCalls } from '../calls/desk-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { dayOf, endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { type DeskPart, useDeskCall } from './desk-part.ts';
import classes from './desk.module.css';

export function FileNotes({ desk, mayWork }: DeskPart) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('notes.title')}>
      <Stack gap="sm">
        {mayWork && <NewNote desk={desk} mayWork />}
        {desk.notes.length === 0 && <p className={classes['quiet']}>{t('notes.nothing')}</p>}
        <ol className={classes['notes']}>
          {desk.notes.map((note) => (
            <li key={note.id}>
              <div className={classes['quiet']}>
                {note.by.name} · {t('notes.recorded', { when: dates.moment(note.recordedAt) })}
                {note.happenedAt !== null && ` · ${t('notes.happened', { when: dates.day(note.happenedAt) })}`}
              </div>
              <Text size="sm" className={classes['text'] ?? ''}>
                {note.text}
              </Text>
              {note.mentioned.length > 0 && (
                <div className={classes['quiet']}>{t('notes.told', { names: note.mentioned.map(({ name }) => name).join(', ') })}</div>
              )}
            </li>
          ))}
        </ol>
      </Stack>
    </Section>
  );
}

function NewNote({ desk }: DeskPart) {
  const { t, timeZone } = useSpeech();
  const { officer } = useSession();
  const now = useNow();
  const [text, setText] = useState('');
  const [mentioned, setMentioned] = useState<string[]>([]);
  const [happened, setHappened] = useState<string | null>(null);
  const add = useDeskCall(
    desk.caseId,
    (given: Parameters<typeof deskCalls.addNote>[1]) => deskCalls.addNote(desk.caseId, given),
    () => {
      setText('');
      setMentioned([]);
      setHappened(null);
    },
  );
  const others = desk.officers.filter(({ id }) => id !== officer.id);
  const happenedAt = happened === null ? null : momentOf(happened, timeZone, now);
  return (
    <Stack gap="xs">
      <Textarea label={t('notes.new')} autosize minRows={2} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {text.trim() !== '' && (
        <>
          <MultiSelect
            label={t('notes.mention')}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            value={mentioned}
            onChange={setMentioned}
            searchable
          />
          <DayInput label={t('notes.happenedOn')} description={t('notes.happenedHint')} day={happened} onChange={setHappened} />
          <Group>
            <Button size="xs" loading={add.isPending} onClick={() => add.mutate({ text, mentioned, happenedAt })}>
              {t('notes.add')}
            </Button>
          </Group>
        </>
      )}
      {add.isError && <Failure error={add.error} />}
    </Stack>
  );
}

/** The end of that day; of today, now. */
function momentOf(day: string, timeZone: string, now: number): string {
  const nowText = new Date(now).toISOString();
  return dayOf(nowText, timeZone) === day ? nowText : endOfDay(day, timeZone);
}
