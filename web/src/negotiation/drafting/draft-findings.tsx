// SPDX-License-Identifier: Apache-2.0
/** What lint finds in the draft as it was kept: errors keep it from being sent, warnings go to the drafter. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { NegotiationDetailWire } from '../../../../src/negotiation/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Notice } from '../../shell/notice.tsx';

type Findings = NonNullable<NegotiationDetailWire['draft']>['findings'];

export function DraftFindings({ findings, isChanged }: { findings: Findings; isChanged: boolean }) {
  const { t } = useSpeech();
  if (isChanged) return <Notice tone="needs" icon={IconAlertTriangle} title={t('drafting.changed')} />;
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && findings.length === 0) return <Notice tone="permitted" icon={IconCircleCheck} title={t('drafting.clean')} />;
  const shown = errors.length > 0 ? errors : findings;
  return (
    <Notice
      tone={errors.length > 0 ? 'refused' : 'needs'}
      icon={IconAlertTriangle}
      title={t(errors.length > 0 ? 'drafting.errors' : 'drafting.warnings', { count: shown.length })}
    >
      {shown.map(({ path, problem, remedy }) => (
        <div key={`${path} ${problem}`}>
          <code>{path}</code> {problem} {remedy}
        </div>
      ))}
    </Notice>
  );
}
