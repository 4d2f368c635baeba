// SPDX-License-Identifier: Apache-2.0
/** One template: what it is for, what is to verify before anybody signs, and its clauses beside their terms. */
import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconListSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AgreementTemplateDetailWire } from '../../../src/agreements/wire.ts';
import { templateQuery } from '../calls/agreement-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import { ClausesAndTerms } from './clauses-and-terms.tsx';
import { OpenQuestions } from './open-questions.tsx';
import classes from './templates.module.css';
import { VerifyBadge } from './templates-page.tsx';

export function TemplatePage({ templateKey }: { templateKey: string }) {
  const { t } = useSpeech();
  const found = useQuery(templateQuery(templateKey));
  if (found.data !== undefined) return <Template template={found.data} />;
  return <Page title={t('templates.one')}>{found.isError ? <Failure error={found.error} /> : <Waiting rows={10} />}</Page>;
}

function Template({ template }: { template: AgreementTemplateDetailWire }) {
  const { t } = useSpeech();
  const { document: agreement } = template;
  const download = () =>
    saveFile(new Blob([`${JSON.stringify(agreement, null, 2)}\n`], { type: 'application/json' }), `${template.key}.template.json`);
  return (
    <Page
      title={template.title}
      above={
        <div className={caseClasses['line']}>
          <Link to="/agreements/templates" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('templates.title')}
          </Link>
          <VerifyBadge count={template.toVerify} />
        </div>
      }
      under={template.summary}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={download} leftSection={<IconDownload size={16} aria-hidden />}>
            {t('templates.download')}
          </Button>
        </Group>
      }
    >
      <p className={classes['quiet']}>
        <IconListSearch size={15} aria-hidden /> {t('templates.after', { instruments: template.instruments.join('; ') })}{' '}
        {t('templates.general')}
      </p>
      <OpenQuestions clauses={agreement.clauses} />
      <ClausesAndTerms document={agreement} />
    </Page>
  );
}
