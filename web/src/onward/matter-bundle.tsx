// SPDX-License-Identifier: Apache-2.0
/** The evidence bundle of a matter: asked for whole, approved by a second officer, and then saved. */
import { Button, Text } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { useBundle } from '../bundle/bundle-call.ts';
import { wholeBundle } from '../bundle/bundle-choice.ts';
import { BundleApproval } from '../case/bundle-approval.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';

export function MatterBundle({ detail }: { detail: MatterDetailWire }) {
  const { t } = useSpeech();
  const of = { kind: 'matter', id: detail.row.id } as const;
  const bundle = useBundle(of);
  return (
    <Section title={t('onward.evidence')}>
      <Text size="sm" mb="xs">
        {t('onward.evidenceUnder')}
      </Text>
      <BundleApproval of={of} />
      {bundle.error !== null && <Failure error={bundle.error} />}
      <Button
        size="xs"
        mt="xs"
        variant="default"
        loading={bundle.isPending}
        onClick={() => bundle.ask({ order: wholeBundle })}
        leftSection={<IconFileZip size={15} aria-hidden />}
      >
        {t('onward.askEvidence')}
      </Button>
    </Section>
  );
}
