// SPDX-License-Identifier: Apache-2.0
/** What was said, in the order in which it was read; and for each note, when each participant provably knew it. */
import { Table } from '@mantine/core';
import type { JointDetailWire, JointNoteViewWire } from '../../../src/joint-operations/views/wire.ts';
import inbox from '../inbox/inbox.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './joint.module.css';

export function NotesView({ detail }: { detail: JointDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('joint.notes')}>
      <ol className={classes['notes']}>
        {detail.notes.map((note) => (
          <li key={note.digest}>
            <div>
              <strong>{t(`jointNote.${note.kind}`)}</strong> {note.author.name}
              {note.preparedBy !== null && `, ${note.preparedBy}`}
              <span className={inbox['quiet']}> {dates.moment(note.at)}</span>
            </div>
            <NoteWords note={note} detail={detail} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What the note says, by its members: words for the words of the list, and text as it was written. */
function NoteWords({ note, detail }: { note: JointNoteViewWire; detail: JointDetailWire }) {
  const { t } = useSpeech();
  const said: Readonly<Record<string, unknown>> = note.said;
  const texts = ['title', 'text', 'reason', 'position', 'asks', 'assessment', 'measures', 'measuresTaken', 'measuresPlanned', 'basis'];
  const lines = texts.flatMap((name) => (typeof said[name] === 'string' && said[name] !== '' ? [said[name]] : []));
  const answers = (['isGiven', 'isAccepted', 'isFollowed', 'isEndorsed', 'isDone'] as const).filter(
    (name) => typeof said[name] === 'boolean',
  );
  const outcome = typeof said['outcome'] === 'string' ? said['outcome'] : null;
  return (
    <div className={classes['said']}>
      {outcome !== null && <OutcomeWord outcome={outcome} />}
      {answers.map((name) => (
        <p key={name}>
          {t(`jointField.${name}`)}: {t(said[name] === true ? 'jointWord.yes' : 'jointWord.no')}
        </p>
      ))}
      {note.said.kind === 'panel' && <p>{note.said.members.map((member) => nameOf(detail, member)).join(', ')}</p>}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function nameOf({ row }: JointDetailWire, authorityId: string): string {
  return row.participants.find((one) => one.authorityId === authorityId)?.name ?? authorityId;
}

function OutcomeWord({ outcome }: { outcome: string }) {
  const { t } = useSpeech();
  return <p>{t(`jointWord.${outcome}` as 'jointWord.yes')}</p>;
}

export function KnowledgeView({ detail }: { detail: JointDetailWire }) {
  const { t, dates } = useSpeech();
  const { participants } = detail.row;
  return (
    <Section title={t('joint.knowledge')}>
      <Table className={inbox['table']} aria-label={t('joint.knowledge')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('joint.note')}</Table.Th>
            {participants.map(({ authorityId, name }) => (
              <Table.Th key={authorityId}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {detail.notes.map((note) => (
            <Table.Tr key={note.digest}>
              <Table.Td>
                {t(`jointNote.${note.kind}`)}, {note.author.name}
              </Table.Td>
              {note.known.map(({ authorityId, at, by }) => (
                <Table.Td key={authorityId}>
                  {at === null ? '' : dates.moment(at)}
                  <div className={inbox['quiet']}>{t(`jointKnown.${by}`)}</div>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
