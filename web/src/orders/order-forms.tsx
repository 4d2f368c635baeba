// SPDX-License-Identifier: Apache-2.0
/** The frames of forms about orders: a new order, which becomes the draft of a request, and one step about an order. */
import { Button, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { CaseForm } from '../case/forms/case-form.tsx';
import { useSpeech } from '../messages/language.tsx';
import { PeerSelect } from '../peers/recipient-select.tsx';
import { Column, Failure, Page } from '../shell/page.tsx';
import { FieldProblems, useFieldProblem } from './field-problems.tsx';

interface Calling {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: Error | null;
}

interface NewOrderProps {
  readonly title: string;
  readonly under: string;
  /** Fields that lack something now. */
  readonly problems: readonly string[];
  /** How often it was submitted: before the first time nothing is missed yet, and what was mended since is missed no more. */
  readonly attempts: number;
  readonly call: Calling;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function NewOrderFrame({ title, under, problems, attempts, call, onSubmit, children }: NewOrderProps) {
  const { t } = useSpeech();
  const form = useRef<HTMLFormElement>(null);
  // Whoever submits a form that lacks something is led to the first field that says so.
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-lacking="true"]')?.focus();
  }, [attempts]);
  const shown = attempts === 0 ? [] : problems;
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
          <FieldProblems value={shown}>{children}</FieldProblems>
          {shown.length > 0 && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t('order.missing', { count: shown.length })}
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
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function StepFrame({ under, isIncomplete, call, onClose, onSubmit, children }: StepProps) {
  const { t } = useSpeech();
  return (
    <CaseForm call={call} submit={t('freeze.submit')} onClose={onClose} onSubmit={onSubmit}>
      <Text size="sm">{under}</Text>
      {children}
      {isIncomplete && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('freeze.incomplete')}
        </Text>
      )}
    </CaseForm>
  );
}

/** The authority that an order goes to. */
export function CounterpartSelect({ value, onChange }: { value: string; onChange: (counterpart: string) => void }) {
  const { t } = useSpeech();
  const problemOf = useFieldProblem();
  return (
    <PeerSelect
      label={t('field.counterpart')}
      problem={problemOf('counterpart', value)}
      value={value === '' ? null : value}
      onChange={(counterpart) => onChange(counterpart ?? '')}
    />
  );
}
