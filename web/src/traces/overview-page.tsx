// SPDX-License-Identifier: Apache-2.0
/** The frame of an overview over files of movements: which files, for which purpose, what else is asked, and below it what comes of it. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { MovementFilesSelect } from './movement-files-select.tsx';
import classes from './traces.module.css';

/** What every overview asks. */
export function useAsked() {
  const [files, setFiles] = useState<string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  return { files, setFiles, purpose, setPurpose };
}

interface OverviewPageProps {
  readonly title: string;
  readonly under: string;
  readonly asked: ReturnType<typeof useAsked>;
  /** The words of the button. */
  readonly order: string;
  /** Whether what is asked beside files and purpose is whole. */
  readonly isReady: boolean;
  readonly onOrder: (asked: { readonly files: string[]; readonly purpose: Purpose }) => void;
  readonly call: { readonly isPending: boolean; readonly error: Error | null };
  /** Further fields of the form. */
  readonly children: ReactNode;
  readonly found: ReactNode;
}

export function OverviewPage({ title, under, asked, order, isReady, onOrder, call, children, found }: OverviewPageProps) {
  const { t } = useSpeech();
  const { files, setFiles, purpose, setPurpose } = asked;
  return (
    <Page
      title={title}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={under}
    >
      <Column>
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              if (purpose !== null) onOrder({ files, purpose });
            }}
          >
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
            {children}
            <Button type="submit" disabled={!isReady || files.length === 0 || purpose === null} loading={call.isPending}>
              {order}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
        {found}
      </Column>
    </Page>
  );
}
