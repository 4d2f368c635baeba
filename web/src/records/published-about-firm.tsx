// SPDX-License-Identifier: Apache-2.0
/** What is published about the firm of a record: who it is by its LEI, to whom it belongs, its stated owners, and what does not agree. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FirmStatementWire, PublishedAboutFirmWire } from '../../../src/records/firm-data/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Section } from '../shell/page.tsx';
import classes from './records.module.css';

type Known = PublishedAboutFirmWire['data']['statements'][number];

export function PublishedAboutFirm({ published: { data, differences } }: { published: PublishedAboutFirmWire }) {
  const { t } = useSpeech();
  return (
    <Section title={t('firmData.title')}>
      {differences.length > 0 && (
        <Notice tone="needs" icon={IconAlertTriangle} title={t('firmData.differs')}>
          <ul className={classes['uses']}>
            {differences.map(({ about, here, there }) => (
              <li key={`${about} ${here} ${there}`}>{t(`firmData.${about}`, { here, there })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ul className={classes['uses']}>
        {data.statements.map((known) => (
          <Statement key={`${known.statement.kind} ${known.knownFrom}`} known={known} />
        ))}
        {data.children.length > 0 && (
          <li>
            <strong>{t('firmData.children')}</strong>
            {data.children.map(({ lei, kind, name }) => (
              <div key={`${lei} ${kind}`}>
                {name ?? lei} <span className={classes['quiet']}>{name === null ? '' : lei}</span>
              </div>
            ))}
            {data.childCount > data.children.length && (
              <div className={classes['quiet']}>{t('firmData.childrenMore', { count: data.childCount })}</div>
            )}
          </li>
        )}
      </ul>
    </Section>
  );
}

function Statement({ known }: { known: Known }) {
  const { t, dates } = useSpeech();
  const { statement, knownFrom, knownUntil, fileName } = known;
  const until = knownUntil === null ? '' : t('firmData.until', { day: dates.moment(knownUntil) });
  return (
    <li>
      <strong>{t(`firmData.${statement.kind}`)}</strong>
      {useLines(statement, known.parentName).map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div className={classes['quiet']}>{t('firmData.known', { from: dates.moment(knownFrom), until, file: fileName })}</div>
    </li>
  );
}

function useLines(statement: FirmStatementWire, parentName: string | null): readonly string[] {
  const { t } = useSpeech();
  switch (statement.kind) {
    case 'entity': {
      const { legalName, legalForm, jurisdiction, entityStatus, legalAddress, registrationStatus, nextRenewal } = statement;
      const status = t('firmData.lei', { status: registrationStatus ?? '–', day: nextRenewal?.slice(0, 10) ?? '–' });
      return [
        legalName,
        [legalForm, jurisdiction, entityStatus].filter((part) => part !== null).join(' · '),
        legalAddress ?? '',
        status,
      ].filter((line) => line !== '');
    }
    case 'owners':
      return statement.owners.map(({ name, interest }) => {
        const share =
          interest?.shareMin === interest?.shareMax ? interest?.shareMin : `${interest?.shareMin ?? '…'}–${interest?.shareMax ?? '…'}`;
        const told = [
          interest && t(`interest.${interest.type}`),
          share && `${share} %`,
          interest?.isBeneficial && t('supervision.beneficial'),
        ];
        return [name, ...told.filter((part) => typeof part === 'string')].join(' · ');
      });
    default: {
      const { parent, exceptions, isActive } = statement;
      const whom =
        parent === null ? t('firmData.notPublished', { reasons: exceptions.join(', ') }) : `${parentName ?? ''} ${parent}`.trim();
      return [isActive ? whom : `${whom} (${t('firmData.ended')})`];
    }
  }
}
