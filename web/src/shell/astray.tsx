// SPDX-License-Identifier: Apache-2.0
/** An address that leads nowhere, and a screen that broke: what happened, and the way back. */
import { Anchor } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing } from './page.tsx';

export function NoSuchPlace() {
  const { t } = useSpeech();
  return (
    <main>
      <Nothing icon={IconMapQuestion} title={t('astray.title')} action={<Anchor href="/">{t('astray.home')}</Anchor>}>
        {t('astray.under')}
      </Nothing>
    </main>
  );
}

export function BrokenScreen({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main style={{ maxWidth: 640, margin: '64px auto', padding: '0 24px' }}>
      <Failure error={error} onAgain={reset} />
    </main>
  );
}
