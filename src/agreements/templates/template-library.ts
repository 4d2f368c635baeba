// SPDX-License-Identifier: Apache-2.0
/** The templates in the box, in the order in which a drafter looks through them. */
import { competentAuthoritiesDigitalAssets, competentAuthoritiesMarketAbuse } from './competent-authority-procedure.ts';
import { enhancedSecuritiesMemorandum } from './enhanced-securities-memorandum.ts';
import { exchangeOfLetters } from './exchange-of-letters.ts';
import { fiuExchange } from './fiu-exchange.ts';
import { freezingOrders } from './freezing-orders.ts';
import { investigationOrder } from './judicial/investigation-order.ts';
import { lettersOfRequest } from './judicial/letters-of-request.ts';
import { jointAnalysis } from './joint-analysis.ts';
import { jointOperations } from './joint-operations.ts';
import { multilateralSecuritiesMemorandum } from './multilateral-securities-memorandum.ts';
import { personalDataArrangement } from './personal-data-arrangement.ts';
import { sanctionsNotification } from './sanctions-notification.ts';
import { supervisoryCollege } from './supervisory-college.ts';
import type { AgreementTemplate } from './template.ts';
import { thirdCountryDigitalAssets } from './third-country-digital-assets.ts';
import { trainingArrangement } from '../training/training-arrangement.ts';

export const agreementTemplates: readonly AgreementTemplate[] = [
  exchangeOfLetters,
  multilateralSecuritiesMemorandum,
  enhancedSecuritiesMemorandum,
  thirdCountryDigitalAssets,
  competentAuthoritiesDigitalAssets,
  competentAuthoritiesMarketAbuse,
  supervisoryCollege,
  personalDataArrangement,
  fiuExchange,
  jointAnalysis,
  jointOperations,
  sanctionsNotification,
  freezingOrders,
  investigationOrder,
  lettersOfRequest,
  trainingArrangement,
];

export function findTemplate(key: string): AgreementTemplate | null {
  return agreementTemplates.find((template) => template.key === key) ?? null;
}
