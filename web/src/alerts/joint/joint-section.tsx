// SPDX-License-Identifier: Apache-2.0
/** The other legs of an alert: whom we asked and how each stands, and all parts on one clock with what they say together and what is dark. */
import { Button, Group, Modal, Table, Text } from '@mantine/core';
import { IconDownload, IconLayersIntersect, IconPencilPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AlertDetailWire } from '../../../../src/findings/alerts/wire.ts';
import type { JointDetailWire } from '../../../../src/findings/joint-alerts/wire.ts';
import type { LeadDetailWire } from '../../../../src/findings/wire.ts';
import { saveJson } from '../../calls/save-file.ts';
import { LimitsList } from '../../conditions/limits-list.tsx';
import { StateBadge } from '../../inbox/state-badge.tsx';
import { capital } from '../../messages/capital.ts';
import { DraftForm } from '../../findings/draft-form.tsx';
import { useFindingCall } from '../../findings/finding-call.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure, Section, Waiting } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import classes from '../alerts.module.css';
import jointClasses from './joint.module.css';
import { jointCalls, jointQuery } from './joint-calls.ts';
import { PartsOnOneClock } from './parts-on-one-clock.tsx';

export function JointSection({ lead, detail }: { lead: LeadDetailWire; detail: AlertDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const found = useQuery({ ...jointQuery(lead.id), enabled: isOpen });
  if (detail.legs.length === 0) return null;
  return (
    <Section title={t('joint.title')}>
      <Legs legs={detail.legs} />
      <Group gap={8} mt={8}>
        <Button variant="default" leftSection={<IconLayersIntersect size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('joint.together')}
        </Button>
        {officer.roles.includes('preparer') && (
          <Button variant="default" leftSection={<IconPencilPlus size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {t('joint.askAnother')}
          </Button>
        )}
      </Group>
      {isOpen && found.isPending && <Waiting rows={6} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data !== undefined && <Together lead={lead.id} joint={found.data} />}
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('alert.otherLeg')}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {isAsking && <DraftForm lead={lead} onClose={() => setAsking(false)} />}
      </Modal>
    </Section>
  );
}

function Legs({ legs }: { legs: AlertDetailWire['legs'] }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={classes['baseline']} aria-label={t('joint.legs')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('field.counterpart')}</Table.Th>
          <Table.Th>{t('inbox.state')}</Table.Th>
          <Table.Th>{t('joint.conditions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {legs.map(({ authority, state, caseId, caseState, toldAt, conditions, earlier, reasons }) => (
          <Table.Tr key={authority.id} className={jointClasses['leg']}>
            <Table.Th scope="row">
              {caseId === null ? (
                authority.name
              ) : (
                <Link to="/cases/$caseId" params={{ caseId }}>
                  {authority.name}
                </Link>
              )}
            </Table.Th>
            <Table.Td>
              {caseState !== null && <StateBadge state={caseState} />}
              <Text size="sm" mt={4}>
                {capital(t(`joint.state.${state}`))}
                {toldAt !== null && `, ${dates.moment(toldAt)}`}
              </Text>
              {earlier > 0 && state === 'told' && <Text size="sm">{t('joint.corrected', { count: earlier })}</Text>}
              {reasons.length > 0 && <Text size="sm">{reasons.join(' ')}</Text>}
            </Table.Td>
            <Table.Td>
              {conditions.map((condition) => (
                <LimitsList key={condition.id} limits={condition} />
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What authorities say of accounts that belong together, by their registers. */
function ToldLinks({ legs }: { legs: JointDetailWire['legs'] }) {
  const { t } = useSpeech();
  const told = legs.flatMap(({ authority, part }) =>
    (part?.links ?? []).map(({ asked, with: other, relation, through }) => {
      const one = part?.asked[asked]?.name ?? '';
      const way = through.map((kind) => t(`joint.through.${kind}`)).join(', ');
      return { key: `${authority.id} ${one} ${other}`, authority: authority.name, way, words: t(`joint.link.${relation}`, { one, other }) };
    }),
  );
  if (told.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('joint.links')}
      </Text>
      <ul className={classes['sentences']}>
        {told.map(({ key, authority, words, way }) => (
          <li key={key}>
            {authority}: {words} <span className={classes['quiet']}>{t('joint.linkWay', { way })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Together({ lead, joint: { legs, document } }: { lead: string; joint: JointDetailWire }) {
  const { t } = useSpeech();
  const save = useFindingCall(() => jointCalls.document(lead), {
    onDone: (made) => saveJson(made, `joint-alert-${made.digest.slice(7, 23)}.json`),
  });
  return (
    <div aria-live="polite" className={`${classes['activities']} ${jointClasses['together']}`}>
      {document.findings.length === 0 ? (
        <Text size="sm">{t('joint.noFinding')}</Text>
      ) : (
        <ul className={classes['sentences']}>
          {document.findings.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <ToldLinks legs={legs} />
      <PartsOnOneClock legs={legs} document={document} />
      {document.dark.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('joint.dark')}
          </Text>
          <ul className={classes['sentences']}>
            {document.dark.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <Text size="xs" className={classes['digest']}>
        {t('joint.digest', { digest: document.digest })}
      </Text>
      {save.error !== null && <Failure error={save.error} />}
      <div>
        <Button
          variant="default"
          loading={save.isPending}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => save.mutate(undefined)}
        >
          {t('joint.save')}
        </Button>
      </div>
    </div>
  );
}
