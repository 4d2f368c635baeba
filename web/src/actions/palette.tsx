// SPDX-License-Identifier: Apache-2.0
/** The command palette (Ctrl K): every action that can be done from here, and the requests by subject or counterpart. */
import { Spotlight } from '@mantine/spotlight';
import { IconFileDescription, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { casesQuery } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Keys, useActions } from './actions.tsx';
import { destinationsFor } from '../shell/destinations.ts';
import { useSession } from '../shell/session-context.ts';

const groups = ['here', 'go', 'session'] as const;

export function Palette() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const navigate = useNavigate();
  const actions = useActions();
  const readsCases = destinationsFor(officer.roles).some((place) => place.name === 'inbox');
  const { data: cases = [] } = useQuery({ ...casesQuery('all'), enabled: readsCases });
  const entries = groups
    .map((group) => ({
      group: t(`palette.${group}`),
      actions: actions
        .filter((action) => action.group === group)
        .map((action) => ({
          id: action.name,
          label: action.label,
          onClick: action.run,
          leftSection: <action.icon size={18} stroke={1.6} aria-hidden />,
          rightSection: action.keys === undefined ? null : <Keys keys={action.keys} />,
        })),
    }))
    .filter((entry) => entry.actions.length > 0);
  const caseEntries = cases.map((row) => ({
    id: row.id,
    label: row.subject === '' ? t('case.noSubject') : row.subject,
    description: `${row.counterpart.name} · ${t(`caseState.${row.state}`)}`,
    keywords: [row.reference, row.counterpart.jurisdiction],
    onClick: () => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } }),
    leftSection: <IconFileDescription size={18} stroke={1.6} aria-hidden />,
  }));
  return (
    <Spotlight
      actions={caseEntries.length === 0 ? entries : [...entries, { group: t('palette.cases'), actions: caseEntries }]}
      nothingFound={t('palette.nothing')}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.4 }}
      attributes={{ content: { 'aria-label': t('shell.palette') } }}
      scrollable
      maxHeight={460}
      shortcut="mod + K"
      limit={30}
      searchProps={{ leftSection: <IconSearch size={18} aria-hidden />, placeholder: t('shell.palette'), 'aria-label': t('shell.palette') }}
    />
  );
}
