// SPDX-License-Identifier: Apache-2.0
/** A finding whole: why it was found, what is lawful and looks like it, the figure, the movements, and the way to a lead. */
import { Button, Group, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { StudiedFindingWire, StudyRowWire } from '../../../src/findings/shapes/wire.ts';
import { OnCanvas } from '../canvas/on-canvas.tsx';
import { useFindingCall } from '../findings/finding-call.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { PairSums } from '../traces/pair-sums.tsx';
import classes from '../traces/traces.module.css';
import { ShapePicture } from './shape-picture.tsx';
import { shapesQuery, studyCalls } from './study-calls.ts';

export function OneFinding({ study, found }: { study: StudyRowWire; found: StudiedFindingWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const navigate = useNavigate();
  const { finding, edges, lead } = found;
  const catalogue = useQuery(shapesQuery);
  const text = catalogue.data?.find(({ id }) => id === finding.shape.id);
  const call = useFindingCall(studyCalls.lead, {
    onDone: (made) => void navigate({ to: '/leads/$leadId', params: { leadId: made.lead } }),
  });
  const mayLead = (['preparer', 'records-keeper'] as const).some((role) => officer.roles.includes(role));
  return (
    <Section title={finding.shape.title}>
      {finding.sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {text !== undefined && (
        <>
          <Text size="sm" mt="xs" className={classes['quiet'] ?? ''}>
            {text.definition} {text.source}
          </Text>
          <Text size="sm" mt="xs">
            {t('shapes.lookAlikes', { list: text.lookAlikes.join('; ') })}
          </Text>
        </>
      )}
      {mayLead && (
        <Group my="sm">
          {lead === null && (
            <Button
              leftSection={<IconBulb size={15} aria-hidden />}
              loading={call.isPending}
              onClick={() => call.mutate({ study: study.id, finding: finding.digest })}
            >
              {t('shapes.makeLead')}
            </Button>
          )}
          <OnCanvas files={study.files} purpose={study.purpose} parties={edges.flatMap(({ from, to }) => [from, to])} />
        </Group>
      )}
      {call.error !== null && <Failure error={call.error} />}
      <ShapePicture edges={edges} name={finding.shape.title} />
      <PairSums pairs={edges} files={{ files: study.files, purpose: study.purpose }} />
      <p className={classes['quiet']}>
        {t('shapes.restsOn', { count: finding.evidence.count })} <span className={classes['digest']}>{finding.digest}</span>
      </p>
    </Section>
  );
}
