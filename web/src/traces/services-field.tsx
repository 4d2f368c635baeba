// SPDX-License-Identifier: Apache-2.0
/** Accounts of services, one a line: there value mixes with that of others, and following it ends. */
import { Textarea } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';

interface ServicesProps {
  readonly className: string;
  readonly services: string;
  readonly onChange: (services: string) => void;
}

export function ServicesField({ className, services, onChange }: ServicesProps) {
  const { t } = useSpeech();
  return (
    <Textarea
      className={className}
      label={t('traces.services')}
      description={t('traces.servicesHint')}
      autosize
      minRows={1}
      value={services}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
