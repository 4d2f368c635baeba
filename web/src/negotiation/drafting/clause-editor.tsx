// SPDX-License-Identifier: Apache-2.0
/** One clause being written: number, heading and text at the left; its terms, in sentences or as data, at the right. */
import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type AgreementWire, termSchema, termText, type TermWire } from '../../../../src/agreements/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import classes from '../negotiation.module.css';

interface ClauseEditorProps {
  readonly document: AgreementWire;
  readonly index: number;
  readonly onChange: (document: AgreementWire) => void;
}

export function ClauseEditor({ document, index, onChange }: ClauseEditorProps) {
  const { t } = useSpeech();
  const clause = document.clauses[index];
  const [isAdding, setAdding] = useState(false);
  if (clause === undefined) return null;
  const { number } = clause;
  const change = (changed: Partial<typeof clause>): void =>
    onChange({ ...document, clauses: document.clauses.map((other, place) => (place === index ? { ...other, ...changed } : other)) });
  const changeTerm = (place: number, term: TermWire | null): void =>
    onChange({ ...document, terms: document.terms.flatMap((other, at) => (at === place ? (term === null ? [] : [term]) : [other])) });
  const remove = (): void =>
    onChange({
      ...document,
      clauses: document.clauses.filter((other) => other !== clause),
      terms: document.terms.filter((term) => term.clause !== number),
    });
  return (
    <section className={classes['editor']} aria-label={t('clause.short', { clause: number })}>
      <Stack gap="xs">
        <Group gap="xs" align="end" wrap="nowrap">
          <TextInput
            label={t('drafting.heading', { clause: number })}
            flex={1}
            value={clause.heading}
            onChange={(event) => change({ heading: event.currentTarget.value })}
          />
          <ActionIcon variant="default" size="lg" onClick={remove} aria-label={t('drafting.removeClause', { clause: number })}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
        <Textarea
          label={t('drafting.text', { clause: number })}
          autosize
          minRows={3}
          value={clause.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      </Stack>
      <div>
        <Text size="sm" fw={600} mb={4}>
          {t('drafting.terms', { clause: number })}
        </Text>
        <ul className={classes['terms']}>
          {document.terms.map((term, place) =>
            term.clause === number ? (
              // The place in the document is what tells two equal terms apart.
              // oxlint-disable-next-line react/no-array-index-key -- see above.
              <li key={`${place}`}>
                <TermEditor term={term} clause={number} parties={document.parties} onChange={(changed) => changeTerm(place, changed)} />
              </li>
            ) : null,
          )}
        </ul>
        {isAdding ? (
          <TermData
            clause={number}
            text={'{\n  "kind": ""\n}'}
            onDone={(term) => {
              onChange({ ...document, terms: [...document.terms, term] });
              setAdding(false);
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            {t('drafting.addTerm')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface TermEditorProps {
  readonly term: TermWire;
  readonly clause: string;
  readonly parties: AgreementWire['parties'];
  readonly onChange: (term: TermWire | null) => void;
}

function TermEditor({ term, clause, parties, onChange }: TermEditorProps) {
  const { t } = useSpeech();
  const [isEditing, setEditing] = useState(false);
  const { title, sentences } = termText(term, parties);
  if (isEditing) {
    const { clause: _, ...rest } = term;
    return (
      <TermData
        clause={clause}
        text={JSON.stringify(rest, null, 2)}
        onDone={(changed) => {
          onChange(changed);
          setEditing(false);
        }}
        onCancel={() => setEditing(false)}
      />
    );
  }
  return (
    <div className={classes['term']}>
      <strong>{title}</strong>
      {sentences.map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
      <Group gap={4}>
        <Button size="compact-xs" variant="subtle" leftSection={<IconPencil size={13} aria-hidden />} onClick={() => setEditing(true)}>
          {t('drafting.editTerm')}
        </Button>
        <Button size="compact-xs" variant="subtle" leftSection={<IconTrash size={13} aria-hidden />} onClick={() => onChange(null)}>
          {t('drafting.removeTerm')}
        </Button>
      </Group>
    </div>
  );
}

interface TermDataProps {
  readonly clause: string;
  readonly text: string;
  readonly onDone: (term: TermWire) => void;
  readonly onCancel: () => void;
}

/** A term as data; what it may hold stands in the reference of terms. */
function TermData({ clause, text: begun, onDone, onCancel }: TermDataProps) {
  const { t } = useSpeech();
  const [text, setText] = useState(begun);
  const [problem, setProblem] = useState<string | null>(null);
  const done = (): void => {
    const read = termIn(text, clause);
    if (typeof read === 'string') setProblem(read);
    else onDone(read);
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={t('drafting.termData', { clause })}
        autosize
        minRows={4}
        error={problem}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" onClick={done}>
          {t('drafting.termDone')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('state.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The term, or what is wrong with it. */
function termIn(text: string, clause: string): TermWire | string {
  try {
    const parsed = termSchema.safeParse({ ...(JSON.parse(text) as object), clause });
    if (parsed.success) return parsed.data;
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  } catch (error) {
    return error instanceof SyntaxError ? error.message : String(error);
  }
}
