// SPDX-License-Identifier: Apache-2.0
/** What is to be traced: over which files, from where, by which rules, and where other authorities' accounts begin. */
import { Button, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { RelayQuestionWire, TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import { type SeedWire, type TraceMethod, traceMethods } from '../../../src/flows/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { EntryTable } from './entry-table.tsx';
import { ReachFields, type ReachRow } from './reach-fields.tsx';
import { linesOf } from './text-lines.ts';
import { MovementFilesSelect } from './movement-files-select.tsx';
import { ServicesField } from './services-field.tsx';
import { traceCalls } from './trace-calls.ts';
import classes from './traces.module.css';

type TraceDirection = 'forward' | 'backward';

interface Continued {
  /** The request of another authority that it continues. */
  readonly question?: RelayQuestionWire;
  /** A trace of ours to which value came back. */
  readonly trace?: TraceDetailWire;
}

export function NewTrace({ question, trace }: Continued) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const isContinuing = question !== undefined || trace !== undefined;
  const [title, setTitle] = useState(trace?.row.title ?? '');
  const [files, setFiles] = useState<string[]>(trace === undefined ? [] : [...trace.row.files]);
  const [purpose, setPurpose] = useState<Purpose | null>(question?.purpose ?? trace?.row.purpose ?? 'asset-tracing');
  const [seeds, setSeeds] = useState('');
  const [methods, setMethods] = useState<TraceMethod[]>(['fifo']);
  const [direction, setDirection] = useState<TraceDirection>('forward');
  const [services, setServices] = useState(trace?.order.services.join('\n') ?? '');
  const [reach, setReach] = useState<readonly ReachRow[]>(
    trace?.order.reach.map(({ authority, prefixes }, key) => ({ key, authority, prefixes: prefixes.join(' ') })) ?? [],
  );
  const [amountMin, setAmountMin] = useState('');
  const [hopsMax, setHopsMax] = useState<number | string>('');
  const call = useFindingCall(traceCalls.order, {
    onDone: ({ row }) => void navigate({ to: '/traces/$traceId', params: { traceId: row.id } }),
  });
  const read = readSeeds(seeds);
  const isReady = title.trim() !== '' && files.length > 0 && purpose !== null && methods.length > 0 && (isContinuing || read.length > 0);
  const send = (): void => {
    if (purpose === null) return;
    call.mutate({
      title: title.trim(),
      files,
      purpose,
      seeds: isContinuing ? [] : read,
      methods,
      direction,
      services: linesOf(services),
      reach: reach.flatMap(({ authority, prefixes }) =>
        authority === null ? [] : [{ authority, prefixes: prefixes.split(/\s+/).filter(Boolean) }],
      ),
      amountMin: amountMin.trim() === '' ? null : amountMin.trim(),
      hopsMax: typeof hopsMax === 'number' ? hopsMax : null,
      answers: question?.caseId ?? null,
      continues: trace?.row.id ?? null,
    });
  };
  return (
    <Page title={t(isContinuing ? 'traces.continue' : 'traces.new')} under={t(isContinuing ? 'traces.continue.under' : 'traces.new.under')}>
      <Column>
        {question !== undefined && (
          <Section title={t('traces.handedOnBy', { name: question.authority.name })}>
            <EntryTable entries={question.entries} />
          </Section>
        )}
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <TextInput
              className={classes['wide'] ?? ''}
              label={t('traces.title')}
              required
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
            {!isContinuing && (
              <Beginning given={{ seeds, methods, direction }} onSeeds={setSeeds} onMethods={setMethods} onDirection={setDirection} />
            )}
            <TextInput
              label={t('traces.amountMin')}
              placeholder="100.00"
              value={amountMin}
              onChange={(event) => setAmountMin(event.currentTarget.value)}
            />
            <NumberInput label={t('traces.hopsMax')} min={1} max={10_000} value={hopsMax} onChange={setHopsMax} />
            <div className={classes['wide']}>
              <ReachFields rows={reach} onChange={setReach} />
            </div>
            <ServicesField className={classes['wide'] ?? ''} services={services} onChange={setServices} />
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {t('traces.do')}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
      </Column>
    </Page>
  );
}

interface BeginningProps {
  readonly given: { readonly seeds: string; readonly methods: TraceMethod[]; readonly direction: TraceDirection };
  readonly onSeeds: (seeds: string) => void;
  readonly onMethods: (methods: TraceMethod[]) => void;
  readonly onDirection: (direction: TraceDirection) => void;
}

/** Where a trace begins, and by which rules; what is continued has both from whoever asked. */
function Beginning({ given: { seeds, methods, direction }, onSeeds, onMethods, onDirection }: BeginningProps) {
  const { t } = useSpeech();
  return (
    <>
      <Textarea
        className={classes['wide'] ?? ''}
        label={t('traces.seeds')}
        description={t('traces.seedsHint')}
        required
        autosize
        minRows={2}
        value={seeds}
        onChange={(event) => onSeeds(event.currentTarget.value)}
      />
      <Checkbox.Group
        className={classes['wide'] ?? ''}
        label={t('traces.methods')}
        value={methods}
        onChange={(chosen) => onMethods(traceMethods.filter((method) => chosen.includes(method)))}
      >
        <div className={classes['order']}>
          {traceMethods.map((method) => (
            <Checkbox key={method} value={method} label={t(`traceMethod.${method}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t('traces.direction')}
        allowDeselect={false}
        value={direction}
        onChange={(chosen) => onDirection(chosen === 'backward' ? 'backward' : 'forward')}
        data={(['forward', 'backward'] as const).map((value) => ({ value, label: t(`traces.direction.${value}`) }))}
      />
    </>
  );
}

/** `3` or `3 = 500.00`, one a line: a movement by its row, all of it or a part. What is none is left for the server to name. */
function readSeeds(text: string): SeedWire[] {
  return linesOf(text).map((line) => {
    const [row = '', amount = ''] = line.split('=').map((part) => part.trim());
    return { row: Number(row), ...(amount === '' ? {} : { amount }) };
  });
}
