// SPDX-License-Identifier: Apache-2.0
/** The parties of an agreement: what each can do for the others, and whether it has signed. */
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { AgreementDetailWire } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './agreements.module.css';

export function AgreementParties({ detail }: { detail: AgreementDetailWire }) {
  const { t } = useSpeech();
  return (
    <ul className={classes['parties']} aria-label={t('agreements.parties')}>
      {detail.document.parties.map((party) => {
        const hasSigned = detail.parties.some((row) => row.authorityId === party.authorityId && row.hasSigned);
        const paper = detail.onPaper.find((row) => row.party === party.authorityId);
        const SignIcon = hasSigned ? IconCircleCheck : IconCircleDashed;
        return (
          <li key={party.authorityId}>
            <div className={classes['partyHead']}>
              <span className={classes['partyName']}>{`${party.name} (${party.jurisdiction})`}</span>
              <span className={classes['signed']} data-signed={hasSigned}>
                <SignIcon size={15} aria-hidden />
                {t(hasSigned ? 'agreement.hasSigned' : 'agreement.hasNotSigned')}
              </span>
            </div>
            {paper !== undefined && (
              <div className={classes['quiet']}>{t('letters.onPaper', { day: paper.signedOn, scan: paper.scan })}</div>
            )}
            <div className={classes['quiet']}>{t(`authorityKind.${party.kind}`)}</div>
            <div className={classes['quiet']}>
              {t('agreement.capabilities', { list: party.capabilities.map((capability) => t(`capability.${capability}`)).join(', ') })}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
