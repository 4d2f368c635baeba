// SPDX-License-Identifier: Apache-2.0
/** The chosen party: what lies beyond the picture, going on from it, and what an officer notes to it. */
import { Button, Group, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import type { Files } from './canvas-calls.ts';
import type { Placed } from './picture/picture-state.ts';

const noteMax = 300;

interface PanelProps {
  readonly party: Placed;
  readonly files: Files;
  readonly elsewhere: number;
  readonly isBusy: boolean;
  readonly onExpand: (side: 'out' | 'in' | 'both') => void;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
  readonly onNote: (note: string) => void;
  /** Whether a note stands in the field that is not on the canvas yet. */
  readonly onWriting: (isWriting: boolean) => void;
}

export function PartyPanel({ party, files, elsewhere, isBusy, onExpand, onRemove, onKeep, onNote, onWriting }: PanelProps) {
  const { t } = useSpeech();
  const [note, setNote] = useState(party.note);
  return (
    <Section title={party.name}>
      <p className={traceClasses['quiet']}>
        {elsewhere === 0 ? t('canvas.nothingElsewhere') : t('canvas.elsewhere', { count: elsewhere })}
      </p>
      <Group gap="xs" mb="sm">
        <Button loading={isBusy} onClick={() => onExpand('both')}>
          {t('canvas.expand')}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => onExpand('out')}>
          {t('canvas.expand.out')}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => onExpand('in')}>
          {t('canvas.expand.in')}
        </Button>
        <Button variant="default" onClick={onKeep}>
          {t('canvas.keep')}
        </Button>
        <Button
          variant="default"
          renderRoot={(looks) => (
            <Link {...looks} to="/traces/party" search={{ files: [...files.files], purpose: files.purpose, party: party.name }} />
          )}
        >
          {t('party.open')}
        </Button>
        <Button variant="default" onClick={onRemove}>
          {t('canvas.remove')}
        </Button>
      </Group>
      <TextInput
        label={t('canvas.note')}
        description={t('canvas.noteHint')}
        maxLength={noteMax}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
          onWriting(event.currentTarget.value.trim() !== party.note);
        }}
        onBlur={() => {
          onWriting(false);
          onNote(note.trim());
        }}
      />
    </Section>
  );
}
