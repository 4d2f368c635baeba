// SPDX-License-Identifier: Apache-2.0
/**
 * The table of commands, in the order in which help shows them. A new command is one file and one row here.
 *
 * A command is loaded when it is called: checking a bundle then waits for a quarter of the program, and following a market's events
 * for less, where all of it takes more than a second. Only what shows every command loads them all.
 */
import type { Command } from './command.ts';

type CommandRow = readonly [name: string, load: () => Promise<Command>];

const table: readonly CommandRow[] = [
  ['demo', async () => (await import('./demo.ts')).demo],
  ['init', async () => (await import('./init.ts')).init],
  ['serve', async () => (await import('./serve.ts')).serve],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['webhook set', async () => (await import('./webhook/webhook.ts')).webhookSet],
  ['webhook try', async () => (await import('./webhook/webhook.ts')).webhookTry],
  ['webhook remove', async () => (await import('./webhook/webhook.ts')).webhookRemove],
  ['keys show', async () => (await import('./keys/keys-show.ts')).keysShow],
  ['keys rotate', async () => (await import('./keys/keys-change.ts')).keysRotate],
  ['keys revoke', async () => (await import('./keys/keys-change.ts')).keysRevoke],
  ['keys add', async () => (await import('./keys/keys-change.ts')).keysAdd],
  ['keys propose', async () => (await import('./keys/keys-propose.ts')).keysPropose],
  ['keys sign', async () => (await import('./keys/keys-sign.ts')).keysSign],
  ['keys apply', async () => (await import('./keys/keys-apply.ts')).keysApply],
  ['backup key', async () => (await import('./backup/backup.ts')).backupKey],
  ['backup check', async () => (await import('./backup/backup.ts')).backupCheck],
  ['backup', async () => (await import('./backup/backup.ts')).backup],
  ['restore', async () => (await import('./backup/backup.ts')).restore],
  ['agreements decide', async () => (await import('./agreements/agreements-decide.ts')).agreementsDecide],
  ['agreements diff', async () => (await import('./agreements/agreements-diff.ts')).agreementsDiff],
  ['agreements lint', async () => (await import('./agreements/agreements-lint.ts')).agreementsLint],
  ['agreements show', async () => (await import('./agreements/agreements-show.ts')).agreementsShow],
  ['agreements templates', async () => (await import('./agreements/agreements-templates.ts')).agreementsTemplates],
  ['agreements terms', async () => (await import('./agreements/agreements-terms.ts')).agreementsTerms],
  ['agreements ways', async () => (await import('./agreements/agreements-ways.ts')).agreementsWays],
  ['agreements reach', async () => (await import('./agreements/agreements-reach.ts')).agreementsReach],
  ['agreements published', async () => (await import('./agreements/agreements-published.ts')).agreementsPublished],
  ['verdicts replay', async () => (await import('./agreements/verdicts-replay.ts')).verdictsReplay],
  ['agreements tables', async () => (await import('./agreements/agreements-tables.ts')).agreementsTables],
  ['negotiation check', async () => (await import('./negotiation/negotiation-check.ts')).negotiationCheck],
  ['negotiation motions', async () => (await import('./negotiation/negotiation-motions.ts')).negotiationMotions],
  ['negotiation paper', async () => (await import('./negotiation/negotiation-paper.ts')).negotiationPaper],
  ['negotiation verdicts', async () => (await import('./negotiation/negotiation-verdicts.ts')).negotiationVerdicts],
  ['holidays', async () => (await import('./negotiation/holidays.ts')).holidaysCommand],
  ['screen pairs', async () => (await import('./screening/screen-pairs.ts')).screenPairs],
  ['screen resolve', async () => (await import('./screening/screen-resolve.ts')).screenResolve],
  ['screen evasion', async () => (await import('./screening/screen-evasion.ts')).screenEvasion],
  ['screen', async () => (await import('./screening/screen.ts')).screen],
  ['lists diff', async () => (await import('./screening/lists-diff.ts')).listsDiff],
  ['lists import', async () => (await import('./screening/lists-import.ts')).listsImport],
  ['records entity', async () => (await import('./records/records-entity.ts')).recordsEntity],
  ['records search', async () => (await import('./records/records-search.ts')).recordsSearch],
  ['records export', async () => (await import('./records/records-export.ts')).recordsExport],
  ['records validate', async () => (await import('./records/records-validate.ts')).recordsValidate],
  ['records convert', async () => (await import('./records/records-convert.ts')).recordsConvert],
  ['records import', async () => (await import('./records/records-import.ts')).recordsImport],
  ['records runs', async () => (await import('./records/records-runs.ts')).recordsRuns],
  ['approvals emergencies', async () => (await import('./approvals/approvals-emergencies.ts')).approvalsEmergencies],
  ['approvals review', async () => (await import('./approvals/approvals-review.ts')).approvalsReview],
  ['records holders', async () => (await import('./records/records-holders.ts')).recordsHolders],
  ['records lei', async () => (await import('./records/records-lei.ts')).recordsLei],
  ['records venue', async () => (await import('./records/records-venue.ts')).recordsVenue],
  ['records recall', async () => (await import('./records/records-recall.ts')).recordsRecall],
  ['records new-use', async () => (await import('./records/records-new-use.ts')).recordsNewUse],
  ['freezing check', async () => (await import('./freezing/freezing-check.ts')).freezingCheck],
  ['joint check', async () => (await import('./joint/joint-check.ts')).jointCheck],
  ['joint list', async () => (await import('./joint/joint-list.ts')).jointList],
  ['joint show', async () => (await import('./joint/joint-show.ts')).jointShow],
  ['joint report', async () => (await import('./joint/joint-report.ts')).jointReportCommand],
  ['drafts share', async () => (await import('./assistance/drafts-share.ts')).draftsShare],
  ['drafts comment', async () => (await import('./assistance/drafts-comment.ts')).draftsComment],
  ['oral list', async () => (await import('./assistance/oral-list.ts')).oralList],
  ['oral note', async () => (await import('./assistance/oral-note.ts')).oralNote],
  ['letters list', async () => (await import('./letters/letters-list.ts')).lettersList],
  ['letters pack', async () => (await import('./letters/letters-pack.ts')).lettersPack],
  ['letters sent', async () => (await import('./letters/letters-sent.ts')).lettersSent],
  ['letters take', async () => (await import('./letters/letters-take.ts')).lettersTake],
  ['freezing show', async () => (await import('./freezing/freezing-show.ts')).freezingShow],
  ['gathering check', async () => (await import('./gathering/gathering-check.ts')).gatheringCheck],
  ['gathering show', async () => (await import('./gathering/gathering-show.ts')).gatheringShow],
  ['evidence list', async () => (await import('./evidence/evidence-list.ts')).evidenceList],
  ['evidence hand-overs', async () => (await import('./evidence/evidence-hand-overs.ts')).evidenceHandOvers],
  ['evidence offer', async () => (await import('./evidence/evidence-offer.ts')).evidenceOffer],
  ['evidence report', async () => (await import('./evidence/evidence-report.ts')).evidenceReport],
  ['evidence check', async () => (await import('./evidence/evidence-check.ts')).evidenceCheck],
  ['statistics', async () => (await import('./desk/statistics.ts')).statisticsCommand],
  ['iso20022 export', async () => (await import('./iso20022/iso20022-export.ts')).iso20022Export],
  ['iso20022 read', async () => (await import('./iso20022/iso20022-read.ts')).iso20022Read],
  ['compare', async () => (await import('./desk/compare.ts')).compareCommand],
  ['personal-data list', async () => (await import('./desk/personal-data-list.ts')).personalDataList],
  ['personal-data notify', async () => (await import('./desk/personal-data-notify.ts')).personalDataNotify],
  ['bundle export', async () => (await import('./bundles/bundle-export.ts')).bundleExport],
  ['bundle places', async () => (await import('./bundles/bundle-places.ts')).bundlePlaces],
  ['bundle redact', async () => (await import('./bundles/bundle-redact.ts')).bundleRedact],
  ['verify', async () => (await import('./bundles/verify.ts')).verify],
  ['verifier-page', async () => (await import('./bundles/verifier-page.ts')).verifierPage],
  ['surveil', async () => (await import('./surveillance/surveil.ts')).surveil],
  ['surveil-days', async () => (await import('./surveillance/days/surveil-days.ts')).surveilDays],
  ['surveil-live', async () => (await import('./surveillance/live/surveil-live.ts')).surveilLive],
  ['market-publish', async () => (await import('./surveillance/live/market-publish.ts')).marketPublish],
  ['market-status', async () => (await import('./surveillance/live/market-status.ts')).marketStatus],
  ['rerun', async () => (await import('./surveillance/rerun.ts')).rerun],
  ['market-activity', async () => (await import('./surveillance/market-activity.ts')).marketActivity],
  ['market-history', async () => (await import('./surveillance/market-history.ts')).marketHistory],
  // Before the shorter name that they begin with.
  ['joint-alert ask', async () => (await import('./surveillance/joint/joint-alert-ask.ts')).jointAlertAsk],
  ['joint-alert answer', async () => (await import('./surveillance/joint/joint-alert-answer.ts')).jointAlertAnswer],
  ['joint-alert', async () => (await import('./surveillance/joint/joint-alert.ts')).jointAlert],
  ['market-links', async () => (await import('./surveillance/market-links.ts')).marketLinks],
  // Before the shorter name that they begin with.
  ['detectors show', async () => (await import('./surveillance/studio/detectors-show.ts')).detectorsShow],
  ['detectors draft', async () => (await import('./surveillance/studio/detectors-draft.ts')).detectorsDraft],
  ['detectors try', async () => (await import('./surveillance/studio/detectors-try.ts')).detectorsTry],
  ['detectors publish', async () => (await import('./surveillance/studio/detectors-publish.ts')).detectorsPublish],
  ['detectors', async () => (await import('./surveillance/detectors.ts')).detectors],
  ['simulate-market', async () => (await import('./surveillance/simulate-market.ts')).simulateMarketCommand],
  ['movements', async () => (await import('./flows/movements.ts')).movementsCommand],
  ['take-movements', async () => (await import('./traces/take-movements.ts')).takeMovementsCommand],
  ['trace', async () => (await import('./flows/trace.ts')).trace],
  ['traces', async () => (await import('./traces/traces-show.ts')).traces],
  ['studies', async () => (await import('./traces/studies-show.ts')).studies],
  ['canvases', async () => (await import('./traces/canvases.ts')).canvases],
  ['expand', async () => (await import('./flows/expand.ts')).expand],
  ['shapes', async () => (await import('./flows/shapes.ts')).shapesCommand],
  ['cycles', async () => (await import('./flows/cycles.ts')).cycles],
  ['cluster', async () => (await import('./flows/cluster.ts')).cluster],
  ['exposure', async () => (await import('./flows/exposure.ts')).exposure],
  ['freeze-plan', async () => (await import('./flows/freeze-plan.ts')).freezePlan],
  ['party-history', async () => (await import('./flows/party-history.ts')).partyHistoryCommand],
  ['clawback', async () => (await import('./flows/clawback.ts')).clawback],
  ['liquidity', async () => (await import('./flows/liquidity.ts')).liquidity],
  ['ramps', async () => (await import('./flows/ramps.ts')).ramps],
  ['generate-movements', async () => (await import('./flows/generate-movements.ts')).generateMovementsCommand],
  ['simulate', async () => (await import('./simulation/simulate.ts')).simulateCommand],
  ['train', async () => (await import('./training/train.ts')).train],
];

/** The command that the words begin with; null where there is none. */
export async function commandOf(words: readonly string[]): Promise<Command | null> {
  const row = table.find(([name]) => name.split(' ').every((word, index) => words[index] === word));
  return row === undefined ? null : row[1]();
}

export async function allCommands(): Promise<readonly Command[]> {
  return Promise.all(
    table.map(async ([name, load]) => {
      const command = await load();
      if (command.name !== name) throw new Error(`the command "${command.name}" stands in the table as "${name}"`);
      return command;
    }),
  );
}
