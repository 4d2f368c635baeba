// SPDX-License-Identifier: Apache-2.0
/** The table of commands, in the order in which help shows them. A new command is one file and one row here. */
import { agreementsDecide } from './agreements/agreements-decide.ts';
import { agreementsDiff } from './agreements/agreements-diff.ts';
import { agreementsLint } from './agreements/agreements-lint.ts';
import { agreementsShow } from './agreements/agreements-show.ts';
import { agreementsPublished } from './agreements/agreements-published.ts';
import { agreementsReach } from './agreements/agreements-reach.ts';
import { agreementsTemplates } from './agreements/agreements-templates.ts';
import { agreementsTerms } from './agreements/agreements-terms.ts';
import { verdictsReplay } from './agreements/verdicts-replay.ts';
import { agreementsTables } from './agreements/agreements-tables.ts';
import { agreementsWays } from './agreements/agreements-ways.ts';
import { approvalsEmergencies } from './approvals/approvals-emergencies.ts';
import { approvalsReview } from './approvals/approvals-review.ts';
import { draftsComment } from './assistance/drafts-comment.ts';
import { draftsShare } from './assistance/drafts-share.ts';
import { oralList } from './assistance/oral-list.ts';
import { oralNote } from './assistance/oral-note.ts';
import { backup, backupCheck, backupKey, restore } from './backup/backup.ts';
import { bundleExport } from './bundles/bundle-export.ts';
import { bundlePlaces } from './bundles/bundle-places.ts';
import { bundleRedact } from './bundles/bundle-redact.ts';
import type { Command } from './command.ts';
import { keysAdd, keysRevoke, keysRotate } from './keys/keys-change.ts';
import { keysApply } from './keys/keys-apply.ts';
import { keysPropose } from './keys/keys-propose.ts';
import { keysShow } from './keys/keys-show.ts';
import { keysSign } from './keys/keys-sign.ts';
import { demo } from './demo.ts';
import { compareCommand } from './desk/compare.ts';
import { personalDataList } from './desk/personal-data-list.ts';
import { personalDataNotify } from './desk/personal-data-notify.ts';
import { statisticsCommand } from './desk/statistics.ts';
import { doctor } from './doctor.ts';
import { init } from './init.ts';
import { holidaysCommand } from './negotiation/holidays.ts';
import { iso20022Export } from './iso20022/iso20022-export.ts';
import { iso20022Read } from './iso20022/iso20022-read.ts';
import { negotiationCheck } from './negotiation/negotiation-check.ts';
import { negotiationMotions } from './negotiation/negotiation-motions.ts';
import { negotiationPaper } from './negotiation/negotiation-paper.ts';
import { negotiationVerdicts } from './negotiation/negotiation-verdicts.ts';
import { recordsConvert } from './records/records-convert.ts';
import { recordsLei } from './records/records-lei.ts';
import { recordsVenue } from './records/records-venue.ts';
import { recordsHolders } from './records/records-holders.ts';
import { recordsImport } from './records/records-import.ts';
import { recordsRuns } from './records/records-runs.ts';
import { recordsNewUse } from './records/records-new-use.ts';
import { recordsValidate } from './records/records-validate.ts';
import { recordsEntity } from './records/records-entity.ts';
import { recordsExport } from './records/records-export.ts';
import { recordsSearch } from './records/records-search.ts';
import { recordsRecall } from './records/records-recall.ts';
import { listsDiff } from './screening/lists-diff.ts';
import { listsImport } from './screening/lists-import.ts';
import { screen } from './screening/screen.ts';
import { screenEvasion } from './screening/screen-evasion.ts';
import { screenResolve } from './screening/screen-resolve.ts';
import { screenPairs } from './screening/screen-pairs.ts';
import { serve } from './serve.ts';
import { surveilDays } from './surveillance/days/surveil-days.ts';
import { detectors } from './surveillance/detectors.ts';
import { jointAlert } from './surveillance/joint-alert.ts';
import { marketActivity } from './surveillance/market-activity.ts';
import { marketHistory } from './surveillance/market-history.ts';
import { marketLinks } from './surveillance/market-links.ts';
import { rerun } from './surveillance/rerun.ts';
import { simulateMarketCommand } from './surveillance/simulate-market.ts';
import { marketPublish } from './surveillance/live/market-publish.ts';
import { marketStatus } from './surveillance/live/market-status.ts';
import { surveilLive } from './surveillance/live/surveil-live.ts';
import { detectorsDraft } from './surveillance/studio/detectors-draft.ts';
import { detectorsPublish } from './surveillance/studio/detectors-publish.ts';
import { detectorsShow } from './surveillance/studio/detectors-show.ts';
import { detectorsTry } from './surveillance/studio/detectors-try.ts';
import { surveil } from './surveillance/surveil.ts';
import { cluster } from './flows/cluster.ts';
import { expand } from './flows/expand.ts';
import { exposure } from './flows/exposure.ts';
import { evidenceCheck } from './evidence/evidence-check.ts';
import { evidenceHandOvers } from './evidence/evidence-hand-overs.ts';
import { evidenceOffer } from './evidence/evidence-offer.ts';
import { evidenceList } from './evidence/evidence-list.ts';
import { evidenceReport } from './evidence/evidence-report.ts';
import { freezingCheck } from './freezing/freezing-check.ts';
import { freezingShow } from './freezing/freezing-show.ts';
import { gatheringCheck } from './gathering/gathering-check.ts';
import { gatheringShow } from './gathering/gathering-show.ts';
import { jointCheck } from './joint/joint-check.ts';
import { jointList } from './joint/joint-list.ts';
import { jointReportCommand } from './joint/joint-report.ts';
import { jointShow } from './joint/joint-show.ts';
import { lettersList } from './letters/letters-list.ts';
import { lettersPack } from './letters/letters-pack.ts';
import { lettersSent } from './letters/letters-sent.ts';
import { lettersTake } from './letters/letters-take.ts';
import { freezePlan } from './flows/freeze-plan.ts';
import { clawback } from './flows/clawback.ts';
import { liquidity } from './flows/liquidity.ts';
import { ramps } from './flows/ramps.ts';
import { partyHistoryCommand } from './flows/party-history.ts';
import { cycles } from './flows/cycles.ts';
import { generateMovementsCommand } from './flows/generate-movements.ts';
import { shapesCommand } from './flows/shapes.ts';
import { movementsCommand } from './flows/movements.ts';
import { trace } from './flows/trace.ts';
import { takeMovementsCommand } from './traces/take-movements.ts';
import { canvases } from './traces/canvases.ts';
import { studies } from './traces/studies-show.ts';
import { traces } from './traces/traces-show.ts';
import { verifierPage } from './bundles/verifier-page.ts';
import { verify } from './bundles/verify.ts';
import { simulateCommand } from './simulation/simulate.ts';
import { train } from './training/train.ts';
import { webhookRemove, webhookSet, webhookTry } from './webhook/webhook.ts';

export const commands: readonly Command[] = [
  demo,
  init,
  serve,
  doctor,
  webhookSet,
  webhookTry,
  webhookRemove,
  keysShow,
  keysRotate,
  keysRevoke,
  keysAdd,
  keysPropose,
  keysSign,
  keysApply,
  backupKey,
  backupCheck,
  backup,
  restore,
  agreementsDecide,
  agreementsDiff,
  agreementsLint,
  agreementsShow,
  agreementsTemplates,
  agreementsTerms,
  agreementsWays,
  agreementsReach,
  agreementsPublished,
  verdictsReplay,
  agreementsTables,
  negotiationCheck,
  negotiationMotions,
  negotiationPaper,
  negotiationVerdicts,
  holidaysCommand,
  screenPairs,
  screenResolve,
  screenEvasion,
  screen,
  listsDiff,
  listsImport,
  recordsEntity,
  recordsSearch,
  recordsExport,
  recordsValidate,
  recordsConvert,
  recordsImport,
  recordsRuns,
  approvalsEmergencies,
  approvalsReview,
  recordsHolders,
  recordsLei,
  recordsVenue,
  recordsRecall,
  recordsNewUse,
  freezingCheck,
  jointCheck,
  jointList,
  jointShow,
  jointReportCommand,
  draftsShare,
  draftsComment,
  oralList,
  oralNote,
  lettersList,
  lettersPack,
  lettersSent,
  lettersTake,
  freezingShow,
  gatheringCheck,
  gatheringShow,
  evidenceList,
  evidenceHandOvers,
  evidenceOffer,
  evidenceReport,
  evidenceCheck,
  statisticsCommand,
  iso20022Export,
  iso20022Read,
  compareCommand,
  personalDataList,
  personalDataNotify,
  bundleExport,
  bundlePlaces,
  bundleRedact,
  verify,
  verifierPage,
  surveil,
  surveilDays,
  surveilLive,
  marketPublish,
  marketStatus,
  rerun,
  marketActivity,
  marketHistory,
  jointAlert,
  marketLinks,
  // Before the shorter name that they begin with.
  detectorsShow,
  detectorsDraft,
  detectorsTry,
  detectorsPublish,
  detectors,
  simulateMarketCommand,
  movementsCommand,
  takeMovementsCommand,
  trace,
  traces,
  studies,
  canvases,
  expand,
  shapesCommand,
  cycles,
  cluster,
  exposure,
  freezePlan,
  partyHistoryCommand,
  clawback,
  liquidity,
  ramps,
  generateMovementsCommand,
  simulateCommand,
  train,
];
