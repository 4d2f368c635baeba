// SPDX-License-Identifier: Apache-2.0
/** Differences about a case, on its page; and the button that raises one, where an agreement with the counterpart says how differences are settled. */
import { Button, Group, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { jointOfCaseQuery, routesQuery } from './joint-calls.ts';
import { StageBadge } from './joint-words.tsx';
import { OpenDialog } from './open-dialog.tsx';

export function JointOfCase({ detail: { row } }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isRaising, setRaising] = useState(false);
  const isSent = row.state !== 'draft';
  const mayRead = isSent && officer.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'auditor');
  const found = useQuery({ ...jointOfCaseQuery(row.id), enabled: mayRead });
  const routes = useQuery({ ...routesQuery, enabled: mayRead });
  const { authorityId } = row.counterpart;
  const route = (routes.data ?? []).find((one) => one.with.some((party) => party.authorityId === authorityId));
  const rows = found.data?.rows ?? [];
  const mayRaise = officer.roles.includes('preparer') && route !== undefined;
  if (!mayRead || (rows.length === 0 && !mayRaise)) return null;
  return (
    <Section
      title={t('joint.ofCase')}
      aside={
        mayRaise && (
          <Button size="compact-sm" variant="default" leftSection={<IconScale size={15} aria-hidden />} onClick={() => setRaising(true)}>
            {t('jointOpen.raise')}
          </Button>
        )
      }
    >
      {rows.length === 0 && <Text size="sm">{t('joint.noneOfCase')}</Text>}
      {rows.map(({ id, title, stage }) => (
        <Group key={id} gap="sm">
          <Link to="/joint/$matterId" params={{ matterId: id }}>
            {title}
          </Link>
          <StageBadge stage={stage} />
        </Group>
      ))}
      {isRaising && route !== undefined && (
        <OpenDialog
          kind="raise"
          start={{ peer: authorityId, caseRef: row.id, agreement: route.agreement.digest }}
          onClose={() => setRaising(false)}
        />
      )}
    </Section>
  );
}
