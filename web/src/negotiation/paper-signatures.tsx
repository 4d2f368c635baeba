// SPDX-License-Identifier: Apache-2.0
/** Whose signatures are in a bound PDF, as far as the file alone can tell, and what it cannot. */
import { Text } from '@mantine/core';
import type { PdfSignatureWire } from '../../../src/negotiation/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './negotiation.module.css';

export function PaperSignatures({ signatures }: { signatures: readonly PdfSignatureWire[] }) {
  const { t, dates } = useSpeech();
  return (
    <>
      {signatures.map((signature) => (
        <span key={`${signature.serialNumber} ${signature.coversWhole}`} className={classes['quiet']}>
          <Text span display="block" size="sm">
            {t('papers.by', { signer: signature.signer })}
          </Text>
          <Text span display="block" size="xs">
            {[
              t('papers.issuer', {
                issuer: signature.issuer,
                from: dates.day(signature.validFrom),
                until: dates.day(signature.validUntil),
              }),
              t(signature.isChainWhole ? 'papers.chain.whole' : 'papers.chain.part', { chain: signature.chain.join(' → ') }),
              t(signature.isCalledQualified ? 'papers.qualified' : 'papers.notQualified'),
              ...(signature.claimedAt === null ? [] : [t('papers.claimedAt', { moment: dates.moment(signature.claimedAt) })]),
              t(signature.coversWhole ? 'papers.whole' : 'papers.earlier'),
            ].map((line) => (
              <span key={line} className={classes['quiet']}>
                {line}
              </span>
            ))}
          </Text>
        </span>
      ))}
      <Text span display="block" size="xs" c="dimmed">
        {t('papers.notChecked')}
      </Text>
    </>
  );
}
