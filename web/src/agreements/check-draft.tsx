// SPDX-License-Identifier: Apache-2.0
/** Checking the file of a draft: what lint says of it, beside the agreements in force here. Nothing is stored. */
import { Button, FileButton, Modal, Stack, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { LintReportWire } from '../../../src/agreements/wire.ts';
import { agreementCalls } from '../calls/agreement-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './templates.module.css';

export function CheckDraft() {
  const { t } = useSpeech();
  const [fileName, setFileName] = useState<string | null>(null);
  const lint = useMutation({ mutationFn: agreementCalls.lint });
  const check = (file: File | null): void => {
    if (file === null) return;
    setFileName(file.name);
    lint.mutate(file);
  };
  return (
    <>
      <FileButton onChange={check} accept=".json,application/json">
        {(looks) => (
          <Button {...looks} variant="default" loading={lint.isPending} leftSection={<IconChecklist size={16} aria-hidden />}>
            {t('lint.check')}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={fileName !== null && !lint.isPending}
        onClose={() => setFileName(null)}
        title={t('lint.of', { file: fileName ?? '' })}
        size="lg"
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {lint.error !== null && <Failure error={lint.error} />}
        {lint.data !== undefined && lint.error === null && <Report report={lint.data} />}
      </Modal>
    </>
  );
}

function Report({ report }: { report: LintReportWire }) {
  const { t } = useSpeech();
  const { findings, toVerify } = report;
  return (
    <Stack gap="sm">
      {findings.length === 0 && <Text size="sm">{t('lint.nothing')}</Text>}
      {findings.length > 0 && (
        <ul className={classes['findings']} aria-label={t('lint.findings')}>
          {findings.map(({ severity, path, problem, remedy }) => (
            <li key={`${path} ${problem}`} data-severity={severity}>
              <strong>{t(`lint.${severity}`)}</strong> <code>{path}</code>
              <br />
              {problem} {remedy}
            </li>
          ))}
        </ul>
      )}
      {toVerify.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('templates.questions', { count: toVerify.length })}
          </Text>
          <ul className={classes['findings']}>
            {toVerify.map(({ clause, reference, toVerify: what }) => (
              <li key={`${clause} ${reference} ${what}`}>
                {t('clause.short', { clause })}: {reference}: {what}
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
