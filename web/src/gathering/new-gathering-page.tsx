// SPDX-License-Identifier: Apache-2.0
/** A new order for evidence as a form. It becomes the draft of a request, which is submitted and approved on its case. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OpenGatheringWire } from '../../../src/gathering/wire.ts';
import { gatheringCalls, gatheringQuery } from '../calls/orders/gathering-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { NewOrderFrame } from '../orders/order-forms.tsx';
import { useOrderCall } from '../orders/use-order-call.ts';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import { FormalitiesPart, GroundsPart, OrderPart, OwnPart, PersonsPart, SoughtPart } from './form-parts.tsx';
import { emptyGathering, type GatheringForm, openGatheringOf, productionOf } from './gathering-form.ts';

export function NewGatheringPage({ follows }: { follows: string | null }) {
  const { t } = useSpeech();
  const before = useQuery({ ...gatheringQuery(follows ?? ''), enabled: follows !== null });
  if (follows === null) return <NewGathering first={emptyGathering} />;
  if (before.data !== undefined) return <NewGathering first={productionOf(before.data)} />;
  return (
    <Page title={t('gather.new')}>
      {before.isError ? <Failure error={before.error} onAgain={() => void before.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function NewGathering({ first }: { first: GatheringForm }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [form, setForm] = useState<GatheringForm>(first);
  const [attempts, setAttempts] = useState(0);
  const call = useOrderCall(gatheringQuery, (given: OpenGatheringWire) => gatheringCalls.open(given), {
    done: t('order.opened'),
    onDone: (detail) => void navigate({ to: '/cases/$caseId', params: { caseId: detail.row.caseId } }),
  });
  const props = { form, onChange: (part: Partial<GatheringForm>): void => setForm({ ...form, ...part }) };
  const made = openGatheringOf(form);
  return (
    <NewOrderFrame
      title={t('gather.new')}
      under={t('gather.new.under')}
      problems={made.problems}
      attempts={attempts}
      call={call}
      onSubmit={() => {
        setAttempts(attempts + 1);
        if (made.order !== null) call.mutate(made.order);
      }}
    >
      <OrderPart {...props} />
      <SoughtPart {...props} />
      <OwnPart {...props} />
      {form.kind !== 'preservation' && <FormalitiesPart {...props} />}
      <PersonsPart {...props} />
      <GroundsPart {...props} />
    </NewOrderFrame>
  );
}
