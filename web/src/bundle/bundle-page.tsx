// SPDX-License-Identifier: Apache-2.0
/**
 * Putting an evidence bundle together: at the left every place of every dispatch, to be shown or withheld, each with its reason; at
 * the right what the recipient will see, as the server says it for exactly this choice, and what the certificate will state.
 *
 * A bundle that waits for approval is looked at here too, as it was ordered; then nothing can be chosen.
 */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BundleOrderWire } from '../../../src/assistance/wire.ts';
import { bundleOrderQuery, bundlePlacesQuery } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Waiting } from '../shell/page.tsx';
import { wholeBundle } from './bundle-choice.ts';
import { BundleOrderForm } from './bundle-order-form.tsx';
import classes from './bundle.module.css';
import { CustodyList } from './custody-list.tsx';
import { PlaceList } from './place-list.tsx';
import { RecipientView } from './recipient-view.tsx';

export function BundlePage({ caseId, subject }: { caseId: string; subject: string | null }) {
  const ordered = useQuery(bundleOrderQuery(caseId, subject));
  const { t } = useSpeech();
  if (subject === null) return <Bundle caseId={caseId} begin={wholeBundle} subject={null} />;
  if (ordered.data !== undefined) return <Bundle caseId={caseId} begin={ordered.data} subject={subject} />;
  return <Page title={t('bundle.title')}>{ordered.isError ? <Failure error={ordered.error} /> : <Waiting rows={8} />}</Page>;
}

function Bundle({ caseId, begin, subject }: { caseId: string; begin: BundleOrderWire; subject: string | null }) {
  const { t } = useSpeech();
  const [order, setOrder] = useState(begin);
  const places = useQuery(bundlePlacesQuery(caseId));
  const isFixed = subject !== null;
  return (
    <Page
      title={t(isFixed ? 'bundle.titleAsked' : 'bundle.title')}
      above={
        <Link to="/cases/$caseId" params={{ caseId }} className={classes['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('reply.back')}
        </Link>
      }
      under={t(isFixed ? 'bundle.underAsked' : 'bundle.under')}
    >
      <div className={classes['columns']}>
        <Column>
          {places.isError && <Failure error={places.error} onAgain={() => void places.refetch()} />}
          {places.isPending && <Waiting rows={8} />}
          {places.data?.dispatches.map((dispatch) => (
            <PlaceList
              key={dispatch.number}
              dispatch={dispatch}
              chosen={order.withhold}
              isFixed={isFixed}
              onChoose={(withhold) => setOrder({ ...order, withhold: [...withhold] })}
            />
          ))}
          <CustodyList caseId={caseId} chosen={order.custody} isFixed={isFixed} onChoose={(custody) => setOrder({ ...order, custody })} />
        </Column>
        <Column>
          <BundleOrderForm caseId={caseId} order={order} subject={subject} onOrder={setOrder} />
          <RecipientView caseId={caseId} order={order} />
        </Column>
      </div>
    </Page>
  );
}
