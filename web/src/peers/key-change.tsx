// SPDX-License-Identifier: Apache-2.0
/** A change of our keys on its way through the officers: laying the signed file before them, and what waits or came back. */
import { Button, FileButton, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCornerDownLeft, IconFileUpload, IconHourglass } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { peerCalls } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

export function KeyChange() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const isAdministrator = useSession().officer.roles.includes('administrator');
  const { data = [] } = useQuery(askedActsQuery);
  const lay = useMutation({
    mutationFn: (file: File) => peerCalls.layKeyChange(file),
    onSuccess: ({ isApplied }) => {
      notifications.show({ message: t(isApplied ? 'keys.applied' : 'keys.laid') });
      void queryClient.invalidateQueries({ queryKey: ['peers'] });
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
  const changes = data.filter((act) => act.actClass === 'key-event');
  return (
    <>
      {changes.map((act) =>
        act.returned === null ? (
          <Notice key={act.subject} tone="needs" icon={IconHourglass} title={t('keys.changeWaits')}>
            {act.shown['change']} {t('step.approvals', { given: act.approvals.length, needed: act.approversMin })}
          </Notice>
        ) : (
          <Notice
            key={act.subject}
            tone="refused"
            icon={IconCornerDownLeft}
            title={t('keys.changeReturned', { name: act.returned.byName })}
          >
            {act.returned.reason}
          </Notice>
        ),
      )}
      {lay.error !== null && <Failure error={lay.error} />}
      {isAdministrator && (
        <div>
          <FileButton onChange={(file) => file !== null && lay.mutate(file)} accept=".json,application/json">
            {(looks) => (
              <Button {...looks} variant="default" loading={lay.isPending} leftSection={<IconFileUpload size={16} aria-hidden />}>
                {t('keys.lay')}
              </Button>
            )}
          </FileButton>
          <Text size="xs" c="dimmed" mt={4}>
            {t('keys.layUnder')}
          </Text>
        </div>
      )}
    </>
  );
}
