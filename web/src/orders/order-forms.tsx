// SPDX-License-Identifier: Apache-2.0
/** The frames of forms about orders: a new order, which becomes the draft of a request, and one step about an order. */
import { Button, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { peersQuery } from '../calls/peer-calls.ts';
import { FieldProblems, useFieldProblem } from './field-problems.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page } from '../shell/page.tsx';

interface Calling {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: Error | null;
}

interface NewOrderProps {
  readonly title: string;
  readonly under: string;
  /** Fields that lack something. */
  readonly problems: readonly string[];
  readonly call: Calling;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function NewOrderFrame({ title, under, problems, call, onSubmit, children }: NewOrderProps) {
  const { t } = useSpeech();
  const form = useRef<HTMLFormElement>(null);
  // Whoever submits a form that lacks something is led to the first field that says so.
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  return (
    <Page title={title} under={under}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Column>
          <FieldProblems value={problems}>{children}</FieldProblems>
          {problems.length > 0 && (
            <Text size="sm" c="red" role="alert">
              {t('order.missing', { count: problems.length })}
            </Text>
          )}
          {call.isError && <Failure error={call.error} />}
          <div>
            <Button type="submit" loading={call.isPending}>
              {t('order.open')}
            </Button>
          </div>
        </Column>
      </form>
    </Page>
  );
}

interface StepProps {
  readonly under: string;
  readonly isIncomplete: boolean;
  readonly call: Calling;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function StepFrame({ under, isIncomplete, call, onSubmit, children }: StepProps) {
  const { t } = useSpeech();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{under}</Text>
        {children}
        {isIncomplete && (
          <Text size="sm" c="red" role="alert">
            {t('freeze.incomplete')}
          </Text>
        )}
        {call.isError && <Failure error={call.error} />}
        <Button type="submit" loading={call.isPending}>
          {t('freeze.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** The authority that an order goes to. */
export function CounterpartSelect({ value, onChange }: { value: string; onChange: (counterpart: string) => void }) {
  const { t } = useSpeech();
  const { data: peers = [] } = useQuery(peersQuery);
  const problemOf = useFieldProblem();
  return (
    <Select
      searchable
      label={t('field.counterpart')}
      error={problemOf('counterpart', value)}
      data={peers.map((peer) => ({ value: peer.authorityId, label: peer.name }))}
      value={value === '' ? null : value}
      onChange={(counterpart) => onChange(counterpart ?? '')}
    />
  );
}
