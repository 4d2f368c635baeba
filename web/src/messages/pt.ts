// SPDX-License-Identifier: Apache-2.0
/** As mensagens em português: the same keys as the English ones, held to them by the type. */
import { approvalMessages } from './pt/approvals.ts';
import { bundleworkMessages } from './pt/bundlework.ts';
import { attributionworkMessages } from './pt/flows/attributionwork.ts';
import { canvasworkMessages } from './pt/flows/canvaswork.ts';
import { partyworkMessages } from './pt/flows/partywork.ts';
import { caseworkMessages } from './pt/casework.ts';
import { lateAndAfterMessages } from './pt/late-and-after.ts';
import { deliveryMessages } from './pt/deliveries.ts';
import { deskworkMessages } from './pt/deskwork.ts';
import { personalMessages } from './pt/personal-data/personal-messages.ts';
import { entityMessages } from './pt/entities/entity-messages.ts';
import { evidenceworkMessages } from './pt/evidencework.ts';
import { findingworkMessages } from './pt/findingwork.ts';
import { freezingworkMessages } from './pt/orders/freezingwork.ts';
import { gatheringworkMessages } from './pt/orders/gatheringwork.ts';
import { jointworkMessages } from './pt/jointwork.ts';
import { lawMessages } from './pt/law.ts';
import { letterworkMessages } from './pt/letters/letterwork.ts';
import { liveMarketMessages } from './pt/market/live-markets.ts';
import { accountLinkMessages } from './pt/market/account-links.ts';
import { jointAlertMessages } from './pt/market/joint-alerts.ts';
import { marketHistoryMessages } from './pt/market/market-history.ts';
import { marketSubjectMessages } from './pt/market/market-subjects.ts';
import { negotiatingMessages } from './pt/negotiating.ts';
import { onwardworkMessages } from './pt/onwardwork.ts';
import { oralMessages } from './pt/requests/oral.ts';
import { sharedDraftMessages } from './pt/requests/shared-drafts.ts';
import { particularsMessages } from './pt/requests/particulars.ts';
import { recordworkMessages } from './pt/recordwork.ts';
import { reportingworkMessages } from './pt/reporting/reportingwork.ts';
import { reviewingMessages } from './pt/reviewing.ts';
import { shellMessages } from './pt/shell.ts';
import { rampworkMessages } from './pt/flows/rampwork.ts';
import { traceworkMessages } from './pt/flows/tracework.ts';
import { studioMessages } from './pt/studiowork.ts';
import { trainingMessages } from './pt/training.ts';
import { trustMessages } from './pt/trust.ts';
import { wayworkMessages } from './pt/waywork.ts';
import { wordsMessages } from './pt/words.ts';

export const pt = {
  ...approvalMessages,
  ...bundleworkMessages,
  ...reviewingMessages,
  ...shellMessages,
  ...attributionworkMessages,
  ...canvasworkMessages,
  ...partyworkMessages,
  ...caseworkMessages,
  ...lateAndAfterMessages,
  ...deliveryMessages,
  ...deskworkMessages,
  ...personalMessages,
  ...entityMessages,
  ...evidenceworkMessages,
  ...findingworkMessages,
  ...rampworkMessages,
  ...traceworkMessages,
  ...freezingworkMessages,
  ...gatheringworkMessages,
  ...jointworkMessages,
  ...lawMessages,
  ...letterworkMessages,
  ...liveMarketMessages,
  ...accountLinkMessages,
  ...jointAlertMessages,
  ...marketHistoryMessages,
  ...marketSubjectMessages,
  ...negotiatingMessages,
  ...onwardworkMessages,
  ...oralMessages,
  ...sharedDraftMessages,
  ...particularsMessages,
  ...recordworkMessages,
  ...reportingworkMessages,
  ...studioMessages,
  ...trainingMessages,
  ...trustMessages,
  ...wayworkMessages,
  ...wordsMessages,
} as const;
