// SPDX-License-Identifier: Apache-2.0
/** The evidence of a case, as a part of its page: each item, where it is, and whether it may be used in court. */
import { Button, Group } from '@mantine/core';
import { IconFileCertificate, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import type { ItemRowWire } from '../../../src/evidence/wire.ts';
import { evidenceQuery } from './evidence-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './evidence.module.css';
import { HandOvers } from './hand-overs.tsx';
import { NewItemDialog } from './new-item-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';

const courtTones = { allowed: 'moss', needs: 'amber', refused: 'brick' } as const;

export function CaseEvidence({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const { id: caseId } = detail.row;
  const found = useQuery(evidenceQuery(caseId));
  const [open, setOpen] = useState<'item' | 'report' | null>(null);
  const isKeeper = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  const rows = found.data ?? [];
  const actions = isKeeper && (
    <Group gap="xs">
      {rows.some(({ courtUse }) => courtUse.outcome === 'allowed') && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFileCertificate size={15} aria-hidden />}
          onClick={() => setOpen('report')}
        >
          {t('evidence.report')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('item')}>
        {t('evidence.new')}
      </Button>
    </Group>
  );
  return (
    <Section title={t('evidence.title')} aside={actions}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={classes['quiet']}>{t('evidence.none')}</p>}
      <ul className={classes['items']} aria-label={t('evidence.title')}>
        {rows.map((row) => (
          <ItemLine key={row.id} row={row} />
        ))}
      </ul>
      <HandOvers caseId={caseId} />
      {open === 'item' && <NewItemDialog detail={detail} onClose={() => setOpen(null)} />}
      {open === 'report' && <ReportDialog caseId={caseId} purpose={detail.row.purpose} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function ItemLine({ row }: { row: ItemRowWire }) {
  const { t } = useSpeech();
  return (
    <li>
      <div>
        <Link to="/cases/$caseId/evidence/$itemId" params={{ caseId: row.caseId, itemId: row.id }}>
          {row.number}. {row.title}
        </Link>
        <div className={classes['quiet']}>
          {t(`evidenceForm.${row.form}`)} · {row.custodian} · {row.place}
        </div>
      </div>
      <ItemBadges row={row} />
    </li>
  );
}

export function ItemBadges({ row }: { row: ItemRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Group gap={6} className={classes['badges'] ?? ''}>
      {row.isHeld && <WordBadge tone="tide" label={t('evidence.held')} />}
      {row.loan !== null && (
        <WordBadge tone={row.loan.isOver ? 'brick' : 'amber'} label={t('evidence.lent', { when: dates.moment(row.loan.dueAt) })} />
      )}
      {row.owed !== null && row.state === 'in-custody' && (
        <WordBadge
          tone={row.owed.isOver ? 'brick' : 'amber'}
          label={t('evidence.owed', { when: dates.moment(row.owed.dueAt), to: row.owed.to })}
        />
      )}
      {row.loan === null && row.state !== 'in-custody' && <WordBadge tone="gray" label={t(`custodyState.${row.state}`)} />}
      {(row.privilege === 'marked' || row.privilege === 'withheld') && <WordBadge tone="amber" label={t(`privilege.${row.privilege}`)} />}
      <WordBadge tone={courtTones[row.courtUse.outcome]} label={t(`courtUse.${row.courtUse.outcome}`)} />
    </Group>
  );
}
