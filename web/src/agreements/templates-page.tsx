// SPDX-License-Identifier: Apache-2.0
/** The templates in the box: what each is for, the instruments it follows, and how much of it is still to verify. */
import { IconArrowLeft, IconBooks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AgreementTemplateWire } from '../../../src/agreements/wire.ts';
import { templatesQuery } from '../calls/agreement-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import classes from './templates.module.css';

export function TemplatesPage() {
  const { t } = useSpeech();
  const templates = useQuery(templatesQuery);
  return (
    <Page
      title={t('templates.title')}
      under={t('templates.under')}
      above={
        <Link to="/agreements" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.agreements')}
        </Link>
      }
    >
      {templates.isPending && <Waiting />}
      {templates.isError && <Failure error={templates.error} onAgain={() => void templates.refetch()} />}
      {templates.data?.length === 0 && <Nothing icon={IconBooks} title={t('templates.nothing')} />}
      {templates.data !== undefined && templates.data.length > 0 && (
        <ul className={classes['shelf']} aria-label={t('templates.title')}>
          {templates.data.map((template) => (
            <TemplateCard key={template.key} template={template} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function TemplateCard({ template }: { template: AgreementTemplateWire }) {
  const { t } = useSpeech();
  return (
    <li className={classes['card']}>
      <h2>
        <Link to="/agreements/templates/$key" params={{ key: template.key }} className={classes['name']}>
          {template.title}
        </Link>
      </h2>
      <p>{template.summary}</p>
      <p className={classes['quiet']}>{t('templates.after', { instruments: template.instruments.join('; ') })}</p>
      <p className={classes['foot']}>
        <span>
          {[
            t(`legalNature.${template.legalNature}`),
            t('templates.clauses', { count: template.clauses }),
            t('templates.terms', { count: template.terms }),
          ].join(' · ')}
        </span>
        <VerifyBadge count={template.toVerify} />
      </p>
    </li>
  );
}

/** How much of a text rests on sources that nobody has read yet. */
export function VerifyBadge({ count }: { count: number }) {
  const { t } = useSpeech();
  return (
    <span className={classes['badge']} data-open={count > 0}>
      {count === 0 ? t('templates.verified') : t('templates.toVerify', { count })}
    </span>
  );
}
