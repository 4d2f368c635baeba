// SPDX-License-Identifier: Apache-2.0
/** The English messages: the list of keys that every language holds. */
import { approvalMessages } from './en/approvals.ts';
import { bundleworkMessages } from './en/bundlework.ts';
import { attributionworkMessages } from './en/flows/attributionwork.ts';
import { canvasworkMessages } from './en/flows/canvaswork.ts';
import { partyworkMessages } from './en/flows/partywork.ts';
import { caseworkMessages } from './en/casework.ts';
import { lateAndAfterMessages } from './en/late-and-after.ts';
import { deliveryMessages } from './en/deliveries.ts';
import { deskworkMessages } from './en/deskwork.ts';
import { personalMessages } from './en/personal-data/personal-messages.ts';
import { entityMessages } from './en/entities/entity-messages.ts';
import { evidenceworkMessages } from './en/evidencework.ts';
import { findingworkMessages } from './en/findingwork.ts';
import { freezingworkMessages } from './en/orders/freezingwork.ts';
import { gatheringworkMessages } from './en/orders/gatheringwork.ts';
import { jointworkMessages } from './en/jointwork.ts';
import { lawMessages } from './en/law.ts';
import { letterworkMessages } from './en/letters/letterwork.ts';
import { liveMarketMessages } from './en/market/live-markets.ts';
import { accountLinkMessages } from './en/market/account-links.ts';
import { jointAlertMessages } from './en/market/joint-alerts.ts';
import { marketHistoryMessages } from './en/market/market-history.ts';
import { marketSubjectMessages } from './en/market/market-subjects.ts';
import { negotiatingMessages } from './en/negotiating.ts';
import { onwardworkMessages } from './en/onwardwork.ts';
import { oralMessages } from './en/requests/oral.ts';
import { sharedDraftMessages } from './en/requests/shared-drafts.ts';
import { particularsMessages } from './en/requests/particulars.ts';
import { recordworkMessages } from './en/recordwork.ts';
import { reportingworkMessages } from './en/reporting/reportingwork.ts';
import { reviewingMessages } from './en/reviewing.ts';
import { shellMessages } from './en/shell.ts';
import { rampworkMessages } from './en/flows/rampwork.ts';
import { traceworkMessages } from './en/flows/tracework.ts';
import { studioMessages } from './en/studiowork.ts';
import { trainingMessages } from './en/training.ts';
import { trustMessages } from './en/trust.ts';
import { wayworkMessages } from './en/waywork.ts';
import { wordsMessages } from './en/words.ts';

export const en = {
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
