// SPDX-License-Identifier: Apache-2.0
/** What went wrong with a passkey: on the officer's side, in our words; at the server, in its own. */
import { Alert } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { NoAnswer } from './authenticator.ts';

export function PasskeyTrouble({ error, title }: { error: unknown; title?: string }) {
  const { t } = useSpeech();
  if (error === null || error === undefined) return null;
  if (!(error instanceof NoAnswer)) return title === undefined ? <Failure error={error} /> : <Failure error={error} title={title} />;
  return (
    <Alert color="amber" role="alert" title={t('passkeys.noAnswer')}>
      {t(error.isKnownAlready ? 'passkeys.knownAlready' : 'passkeys.noAnswerUnder')}
    </Alert>
  );
}
