// SPDX-License-Identifier: Apache-2.0
/**
 * The verdict tables of the templates in the box, one line for each act: template, act, outcome, first reason, the clause it cites.
 * What the words of an act mean stands in table-words.ts. A lawyer reads docs/reference/verdict-tables.md, which is made of these.
 */
export const verdictRows = `
exchange-of-letters | ask information-from-files for supervision | permitted | allowed | 2
exchange-of-letters | ask registrations for compliance-check | permitted | allowed | 2
exchange-of-letters | ask compliance-records for authorisation-fit-proper | permitted | allowed | 2
exchange-of-letters | ask freeze for supervision | refused | assistance-not-covered |
exchange-of-letters | ask information-from-files for tax | refused | purpose-not-allowed | 6
exchange-of-letters | ask information-from-files for commercial | refused | purpose-never |
exchange-of-letters | ask information-from-files for supervision empty | needs | content | 3
exchange-of-letters | ask information-from-files for supervision urgently flight-of-assets | refused | urgency-not-provided |
exchange-of-letters | reply information-from-files for supervision | permitted | allowed | 2
exchange-of-letters | reply information-from-files for supervision loosely | refused | conditions-too-loose | 6
exchange-of-letters | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 7
exchange-of-letters | refuse R07 | refused | ground-not-allowed | 5
exchange-of-letters | refuse R01 | permitted | ground-allowed | 5
exchange-of-letters | refuse R03 | permitted | ground-allowed | 5
exchange-of-letters | refuse R04 | refused | ground-not-allowed | 5
exchange-of-letters | refuse R05 | refused | ground-not-allowed | 5
exchange-of-letters | refuse R06 | permitted | ground-allowed | 5
exchange-of-letters | refuse R09 | refused | ground-not-allowed | 5
exchange-of-letters | refuse X2 | refused | ground-never-accepted | 5
exchange-of-letters | refuse R01 without reasons | needs | refusal-reasons | 5
exchange-of-letters | disclose information-from-files for supervision | permitted | allowed | 9
exchange-of-letters | ask-consent for supervision | permitted | allowed | 7
exchange-of-letters | grant unapproved | needs | approval | 7
exchange-of-letters | deny R03 | permitted | allowed | 7
exchange-of-letters | recall | permitted | allowed | 12
exchange-of-letters | keep legal-hold | permitted | allowed | 12
multilateral-securities-memorandum | ask information-from-files for supervision | permitted | allowed | 4
multilateral-securities-memorandum | ask compliance-records for compliance-check | permitted | allowed | 4
multilateral-securities-memorandum | ask statement for admin-enforcement | permitted | allowed | 4
multilateral-securities-memorandum | ask freeze for supervision | refused | assistance-not-covered |
multilateral-securities-memorandum | ask information-from-files for tax | refused | purpose-not-allowed | 12
multilateral-securities-memorandum | ask information-from-files for commercial | refused | purpose-never |
multilateral-securities-memorandum | ask information-from-files for supervision empty | needs | content | 5
multilateral-securities-memorandum | ask information-from-files for supervision unapproved | needs | approval | 21
multilateral-securities-memorandum | ask information-from-files for supervision urgently investor-harm | permitted | allowed | 4
multilateral-securities-memorandum | ask information-from-files for supervision urgently investor-harm without reason | needs | urgency-reason | 6
multilateral-securities-memorandum | reply information-from-files for supervision | permitted | allowed | 4
multilateral-securities-memorandum | reply information-from-files for supervision loosely | refused | conditions-too-loose | 12
multilateral-securities-memorandum | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 14
multilateral-securities-memorandum | reply transaction-records for supervision telling linked-accounts | refused | telling-not-covered |
multilateral-securities-memorandum | refuse R07 | refused | ground-forbidden | 8
multilateral-securities-memorandum | refuse R01 | permitted | ground-allowed | 8
multilateral-securities-memorandum | refuse R03 | refused | ground-not-allowed | 8
multilateral-securities-memorandum | refuse R04 | permitted | ground-allowed | 8
multilateral-securities-memorandum | refuse R05 | permitted | ground-allowed | 8
multilateral-securities-memorandum | refuse R06 | permitted | ground-allowed | 8
multilateral-securities-memorandum | refuse R09 | refused | ground-not-allowed | 8
multilateral-securities-memorandum | refuse R01 without consulting | needs | consultation | 8
multilateral-securities-memorandum | refuse X2 | refused | ground-never-accepted | 8
multilateral-securities-memorandum | refuse R01 without reasons | needs | refusal-reasons | 8
multilateral-securities-memorandum | disclose information-from-files for supervision | permitted | allowed | 18
multilateral-securities-memorandum | ask-consent for supervision | permitted | allowed | 14
multilateral-securities-memorandum | grant unapproved | needs | approval | 14
multilateral-securities-memorandum | recall | permitted | allowed | 20
multilateral-securities-memorandum | keep legal-hold | permitted | allowed | 20
enhanced-securities-memorandum | ask information-from-files for supervision | permitted | allowed | 4
enhanced-securities-memorandum | ask compelled-attendance for compliance-check | permitted | allowed | 4
enhanced-securities-memorandum | ask telephone-records for admin-enforcement | permitted | allowed | 4
enhanced-securities-memorandum | ask suspicious-reports for supervision | refused | assistance-not-covered |
enhanced-securities-memorandum | ask information-from-files for tax | refused | purpose-not-allowed | 12
enhanced-securities-memorandum | ask information-from-files for commercial | refused | purpose-never |
enhanced-securities-memorandum | ask information-from-files for supervision empty | needs | content | 5
enhanced-securities-memorandum | ask information-from-files for supervision unapproved | needs | approval | 21
enhanced-securities-memorandum | ask information-from-files for supervision urgently investor-harm | permitted | allowed | 4
enhanced-securities-memorandum | ask information-from-files for supervision urgently investor-harm without reason | needs | urgency-reason | 6
enhanced-securities-memorandum | reply information-from-files for supervision | permitted | allowed | 4
enhanced-securities-memorandum | reply information-from-files for supervision loosely | refused | conditions-too-loose | 12
enhanced-securities-memorandum | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 14
enhanced-securities-memorandum | refuse R07 | refused | ground-forbidden | 8
enhanced-securities-memorandum | refuse R01 | permitted | ground-allowed | 8
enhanced-securities-memorandum | refuse R03 | refused | ground-not-allowed | 8
enhanced-securities-memorandum | refuse R04 | permitted | ground-allowed | 8
enhanced-securities-memorandum | refuse R05 | permitted | ground-allowed | 8
enhanced-securities-memorandum | refuse R06 | permitted | ground-allowed | 8
enhanced-securities-memorandum | refuse R09 | refused | ground-not-allowed | 8
enhanced-securities-memorandum | refuse R01 without consulting | needs | consultation | 8
enhanced-securities-memorandum | refuse X2 | refused | ground-never-accepted | 8
enhanced-securities-memorandum | refuse R01 without reasons | needs | refusal-reasons | 8
enhanced-securities-memorandum | disclose information-from-files for supervision | permitted | allowed | 18
enhanced-securities-memorandum | ask-consent for supervision | permitted | allowed | 14
enhanced-securities-memorandum | grant unapproved | needs | approval | 14
enhanced-securities-memorandum | recall | permitted | allowed | 20
enhanced-securities-memorandum | keep legal-hold | permitted | allowed | 20
third-country-digital-assets | ask information-from-files for supervision | permitted | allowed | 3
third-country-digital-assets | ask inspection for compliance-check | permitted | allowed | 3
third-country-digital-assets | ask cease-conduct for admin-enforcement | permitted | allowed | 3
third-country-digital-assets | ask suspicious-reports for supervision | refused | assistance-not-covered |
third-country-digital-assets | ask information-from-files for tax | refused | purpose-not-allowed | 6
third-country-digital-assets | ask information-from-files for commercial | refused | purpose-never |
third-country-digital-assets | ask information-from-files for supervision empty | needs | content | 5
third-country-digital-assets | ask information-from-files for supervision unapproved | needs | approval | 11.2
third-country-digital-assets | ask information-from-files for supervision urgently investor-harm | permitted | allowed | 3
third-country-digital-assets | ask information-from-files for supervision urgently investor-harm without reason | needs | urgency-reason | 5.1
third-country-digital-assets | ask information-from-files for supervision urgently loss-of-evidence | refused | urgency-ground-not-accepted | 5.1
third-country-digital-assets | reply information-from-files for supervision | permitted | allowed | 3
third-country-digital-assets | reply information-from-files for supervision loosely | refused | conditions-too-loose | 6
third-country-digital-assets | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 6.1
third-country-digital-assets | refuse R07 | refused | ground-forbidden | 4
third-country-digital-assets | refuse R01 | permitted | ground-allowed | 4
third-country-digital-assets | refuse R03 | permitted | ground-allowed | 4
third-country-digital-assets | refuse R04 | permitted | ground-allowed | 4
third-country-digital-assets | refuse R05 | permitted | ground-allowed | 4
third-country-digital-assets | refuse R06 | permitted | ground-allowed | 4
third-country-digital-assets | refuse R09 | refused | ground-not-allowed | 4
third-country-digital-assets | refuse R01 without consulting | needs | consultation | 4
third-country-digital-assets | refuse X2 | refused | ground-never-accepted | 4
third-country-digital-assets | refuse R01 without reasons | needs | refusal-reasons | 4
third-country-digital-assets | disclose information-from-files for supervision | permitted | allowed | 8.1
third-country-digital-assets | ask-consent for supervision | permitted | allowed | 6.1
third-country-digital-assets | grant unapproved | needs | approval | 6.1
third-country-digital-assets | deny R03 | permitted | allowed | 6.1
third-country-digital-assets | recall | permitted | allowed | 11.1
third-country-digital-assets | keep legal-hold | permitted | allowed | 11.1
competent-authorities-digital-assets | ask information-from-files for supervision | permitted | allowed | 4
competent-authorities-digital-assets | ask statement for compliance-check | permitted | allowed | 4
competent-authorities-digital-assets | ask cease-conduct for admin-enforcement | permitted | allowed | 4
competent-authorities-digital-assets | ask suspicious-reports for supervision | refused | assistance-not-covered |
competent-authorities-digital-assets | ask information-from-files for tax | refused | purpose-not-allowed | 11
competent-authorities-digital-assets | ask information-from-files for commercial | refused | purpose-never |
competent-authorities-digital-assets | ask information-from-files for supervision empty | needs | content | 5
competent-authorities-digital-assets | ask information-from-files for supervision unapproved | needs | approval | 20
competent-authorities-digital-assets | ask information-from-files for supervision urgently investor-harm | permitted | allowed | 4
competent-authorities-digital-assets | ask information-from-files for supervision urgently investor-harm without reason | needs | urgency-reason | 7
competent-authorities-digital-assets | ask information-from-files for supervision urgently loss-of-evidence | refused | urgency-ground-not-accepted | 7
competent-authorities-digital-assets | reply information-from-files for supervision | permitted | allowed | 4
competent-authorities-digital-assets | reply information-from-files for supervision loosely | refused | conditions-too-loose | 11
competent-authorities-digital-assets | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 13
competent-authorities-digital-assets | reply transaction-records for supervision telling others-by-number telling linked-accounts | permitted | allowed | 4
competent-authorities-digital-assets | reply transaction-records for supervision telling others-by-name | refused | telling-not-covered | 17
competent-authorities-digital-assets | refuse R07 | refused | ground-not-allowed | 8
competent-authorities-digital-assets | refuse R01 | refused | ground-not-allowed | 8
competent-authorities-digital-assets | refuse R03 | permitted | ground-allowed | 8
competent-authorities-digital-assets | refuse R04 | permitted | ground-allowed | 8
competent-authorities-digital-assets | refuse R05 | permitted | ground-allowed | 8
competent-authorities-digital-assets | refuse R06 | refused | ground-not-allowed | 8
competent-authorities-digital-assets | refuse R09 | refused | ground-not-allowed | 8
competent-authorities-digital-assets | refuse R02 without consulting | needs | consultation | 8
competent-authorities-digital-assets | refuse X2 | refused | ground-never-accepted |
competent-authorities-digital-assets | refuse R02 without reasons | needs | refusal-reasons | 8
competent-authorities-digital-assets | disclose information-from-files for supervision | permitted | allowed | 16
competent-authorities-digital-assets | ask-consent for supervision | permitted | allowed | 13
competent-authorities-digital-assets | grant unapproved | needs | approval | 13
competent-authorities-digital-assets | deny R03 | permitted | allowed | 13
competent-authorities-digital-assets | recall | permitted | allowed | 19
competent-authorities-digital-assets | keep legal-hold | permitted | allowed | 19
competent-authorities-market-abuse | ask information-from-files for supervision | permitted | allowed | 4
competent-authorities-market-abuse | ask statement for compliance-check | permitted | allowed | 4
competent-authorities-market-abuse | ask cease-conduct for admin-enforcement | permitted | allowed | 4
competent-authorities-market-abuse | ask suspicious-reports for supervision | refused | assistance-not-covered |
competent-authorities-market-abuse | ask information-from-files for tax | refused | purpose-not-allowed | 11
competent-authorities-market-abuse | ask information-from-files for commercial | refused | purpose-never |
competent-authorities-market-abuse | ask information-from-files for supervision empty | needs | content | 5
competent-authorities-market-abuse | ask information-from-files for supervision unapproved | needs | approval | 20
competent-authorities-market-abuse | ask information-from-files for supervision urgently investor-harm | permitted | allowed | 4
competent-authorities-market-abuse | ask information-from-files for supervision urgently investor-harm without reason | needs | urgency-reason | 7
competent-authorities-market-abuse | ask information-from-files for supervision urgently loss-of-evidence | refused | urgency-ground-not-accepted | 7
competent-authorities-market-abuse | reply information-from-files for supervision | permitted | allowed | 4
competent-authorities-market-abuse | reply information-from-files for supervision loosely | refused | conditions-too-loose | 11
competent-authorities-market-abuse | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 13
competent-authorities-market-abuse | reply transaction-records for supervision telling others-by-number telling linked-accounts | permitted | allowed | 4
competent-authorities-market-abuse | reply transaction-records for supervision telling others-by-name | refused | telling-not-covered | 17
competent-authorities-market-abuse | refuse R07 | refused | ground-not-allowed | 8
competent-authorities-market-abuse | refuse R01 | refused | ground-not-allowed | 8
competent-authorities-market-abuse | refuse R03 | permitted | ground-allowed | 8
competent-authorities-market-abuse | refuse R04 | permitted | ground-allowed | 8
competent-authorities-market-abuse | refuse R05 | permitted | ground-allowed | 8
competent-authorities-market-abuse | refuse R06 | refused | ground-not-allowed | 8
competent-authorities-market-abuse | refuse R09 | refused | ground-not-allowed | 8
competent-authorities-market-abuse | refuse R02 without consulting | needs | consultation | 8
competent-authorities-market-abuse | refuse X2 | refused | ground-never-accepted |
competent-authorities-market-abuse | refuse R02 without reasons | needs | refusal-reasons | 8
competent-authorities-market-abuse | disclose information-from-files for supervision | permitted | allowed | 16
competent-authorities-market-abuse | ask-consent for supervision | permitted | allowed | 13
competent-authorities-market-abuse | grant unapproved | needs | approval | 13
competent-authorities-market-abuse | deny R03 | permitted | allowed | 13
competent-authorities-market-abuse | recall | permitted | allowed | 19
competent-authorities-market-abuse | keep legal-hold | permitted | allowed | 19
supervisory-college | ask information-from-files for supervision | permitted | allowed | 4
supervisory-college | ask compliance-records for compliance-check | permitted | allowed | 4
supervisory-college | ask inspection for authorisation-fit-proper | permitted | allowed | 4
supervisory-college | ask freeze for supervision | refused | assistance-not-covered |
supervisory-college | ask information-from-files for tax | refused | purpose-not-allowed | 12
supervisory-college | ask information-from-files for commercial | refused | purpose-never |
supervisory-college | ask information-from-files for supervision empty | needs | content | 9
supervisory-college | ask information-from-files for supervision unapproved | needs | approval | 17
supervisory-college | ask information-from-files for supervision urgently market-stability | permitted | allowed | 4
supervisory-college | ask information-from-files for supervision urgently market-stability without reason | needs | urgency-reason | 10
supervisory-college | ask information-from-files for supervision urgently loss-of-evidence | refused | urgency-ground-not-accepted | 10
supervisory-college | reply information-from-files for supervision | permitted | allowed | 4
supervisory-college | reply information-from-files for supervision loosely | refused | conditions-too-loose | 12
supervisory-college | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 13
supervisory-college | refuse R07 | refused | ground-forbidden | 11
supervisory-college | refuse R01 | permitted | ground-allowed | 11
supervisory-college | refuse R03 | permitted | ground-allowed | 11
supervisory-college | refuse R04 | refused | ground-not-allowed | 11
supervisory-college | refuse R05 | refused | ground-not-allowed | 11
supervisory-college | refuse R06 | permitted | ground-allowed | 11
supervisory-college | refuse R09 | refused | ground-not-allowed | 11
supervisory-college | refuse R01 without consulting | needs | consultation | 11
supervisory-college | refuse X2 | refused | ground-never-accepted | 11
supervisory-college | refuse R01 without reasons | needs | refusal-reasons | 11
supervisory-college | disclose information-from-files for supervision | permitted | allowed | 15
supervisory-college | ask-consent for supervision | permitted | allowed | 13
supervisory-college | grant unapproved | needs | approval | 13
supervisory-college | deny R03 | permitted | allowed | 13
supervisory-college | recall | permitted | allowed | 16
supervisory-college | keep legal-hold | permitted | allowed | 16
personal-data-arrangement | ask information-from-files for supervision | permitted | allowed | 3
personal-data-arrangement | ask compliance-records for compliance-check | permitted | allowed | 3
personal-data-arrangement | ask statement for admin-enforcement | permitted | allowed | 3
personal-data-arrangement | ask freeze for supervision | refused | assistance-not-covered |
personal-data-arrangement | ask information-from-files for tax | refused | purpose-not-allowed | 4
personal-data-arrangement | ask information-from-files for commercial | refused | purpose-never |
personal-data-arrangement | ask information-from-files for supervision empty | needs | content | 5
personal-data-arrangement | ask information-from-files for supervision unapproved | needs | approval | 16
personal-data-arrangement | ask information-from-files for supervision urgently flight-of-assets | refused | urgency-not-provided |
personal-data-arrangement | reply information-from-files for supervision | permitted | allowed | 3
personal-data-arrangement | reply information-from-files for supervision loosely | refused | conditions-too-loose | 8
personal-data-arrangement | reply information-from-files for supervision from a third | refused | pass-on-not-allowed | 9
personal-data-arrangement | refuse R07 | refused | ground-not-allowed | 6
personal-data-arrangement | refuse R01 | permitted | ground-allowed | 6
personal-data-arrangement | refuse R03 | refused | ground-not-allowed | 6
personal-data-arrangement | refuse R04 | refused | ground-not-allowed | 6
personal-data-arrangement | refuse R05 | refused | ground-not-allowed | 6
personal-data-arrangement | refuse R06 | permitted | ground-allowed | 6
personal-data-arrangement | refuse R09 | refused | ground-not-allowed | 6
personal-data-arrangement | refuse R01 without consulting | needs | consultation | 6
personal-data-arrangement | refuse X2 | refused | ground-never-accepted | 6
personal-data-arrangement | refuse R01 without reasons | needs | refusal-reasons | 6
personal-data-arrangement | disclose information-from-files for supervision | refused | unsolicited-not-allowed |
personal-data-arrangement | ask-consent for supervision | permitted | allowed | 9
personal-data-arrangement | grant unapproved | needs | approval | 9
personal-data-arrangement | recall | permitted | allowed | 15
personal-data-arrangement | keep legal-hold | permitted | allowed | 15
fiu-exchange | ask information-from-files for fiu-analysis | permitted | allowed | 4
fiu-exchange | ask transaction-records for asset-tracing | permitted | allowed | 4
fiu-exchange | ask suspend-movement for fiu-analysis | permitted | allowed | 4
fiu-exchange | ask freeze for fiu-analysis | refused | assistance-not-covered |
fiu-exchange | ask information-from-files for tax | refused | purpose-not-allowed | 10
fiu-exchange | ask information-from-files for commercial | refused | purpose-never |
fiu-exchange | ask information-from-files for fiu-analysis empty | needs | content | 5
fiu-exchange | ask information-from-files for fiu-analysis unapproved | needs | approval | 20
fiu-exchange | ask information-from-files for fiu-analysis urgently flight-of-assets | permitted | allowed | 4
fiu-exchange | ask information-from-files for fiu-analysis urgently flight-of-assets without reason | needs | urgency-reason | 7
fiu-exchange | ask information-from-files for fiu-analysis urgently investor-harm | refused | urgency-ground-not-accepted | 7
fiu-exchange | ask information-from-files for fiu-analysis on-behalf | permitted | allowed | 4
fiu-exchange | reply information-from-files for fiu-analysis | permitted | allowed | 4
fiu-exchange | reply information-from-files for fiu-analysis loosely | refused | conditions-too-loose | 10
fiu-exchange | reply information-from-files for fiu-analysis from a third | refused | pass-on-not-allowed | 12
fiu-exchange | refuse R07 | refused | ground-forbidden | 9
fiu-exchange | refuse R01 | permitted | ground-allowed | 9
fiu-exchange | refuse R03 | permitted | ground-allowed | 9
fiu-exchange | refuse R04 | refused | ground-not-allowed | 9
fiu-exchange | refuse R05 | refused | ground-not-allowed | 9
fiu-exchange | refuse R06 | permitted | ground-allowed | 9
fiu-exchange | refuse R09 | refused | ground-not-allowed | 9
fiu-exchange | refuse R01 without consulting | needs | consultation | 9
fiu-exchange | refuse X2 | refused | ground-never-accepted | 9
fiu-exchange | refuse R01 without reasons | needs | refusal-reasons | 9
fiu-exchange | disclose information-from-files for fiu-analysis | permitted | allowed | 16
fiu-exchange | ask-consent for fiu-analysis | permitted | allowed | 12
fiu-exchange | grant unapproved | needs | approval | 12
fiu-exchange | deny R03 | permitted | allowed | 12
fiu-exchange | recall | permitted | allowed | 19
fiu-exchange | keep legal-hold | permitted | allowed | 19
joint-analysis | ask joint-analysis for fiu-analysis | permitted | allowed | 4
joint-analysis | ask transaction-records for asset-tracing | permitted | allowed | 4
joint-analysis | ask information-from-files for fiu-analysis | permitted | allowed | 4
joint-analysis | ask freeze for fiu-analysis | refused | assistance-not-covered |
joint-analysis | ask joint-analysis for tax | refused | purpose-not-allowed | 9
joint-analysis | ask joint-analysis for commercial | refused | purpose-never |
joint-analysis | ask joint-analysis for fiu-analysis empty | needs | content | 5
joint-analysis | ask joint-analysis for fiu-analysis unapproved | needs | approval | 18
joint-analysis | ask joint-analysis for fiu-analysis urgently flight-of-assets | refused | urgency-not-provided |
joint-analysis | reply joint-analysis for fiu-analysis | permitted | allowed | 4
joint-analysis | reply joint-analysis for fiu-analysis loosely | refused | conditions-too-loose | 9
joint-analysis | reply joint-analysis for fiu-analysis from a third | refused | pass-on-not-allowed | 11
joint-analysis | refuse R07 | refused | ground-forbidden | 7
joint-analysis | refuse R01 | permitted | ground-allowed | 7
joint-analysis | refuse R03 | permitted | ground-allowed | 7
joint-analysis | refuse R04 | refused | ground-not-allowed | 7
joint-analysis | refuse R05 | refused | ground-not-allowed | 7
joint-analysis | refuse R06 | permitted | ground-allowed | 7
joint-analysis | refuse R09 | refused | ground-not-allowed | 7
joint-analysis | refuse R01 without consulting | needs | consultation | 7
joint-analysis | refuse X2 | refused | ground-never-accepted | 7
joint-analysis | refuse R01 without reasons | needs | refusal-reasons | 7
joint-analysis | disclose joint-analysis for fiu-analysis | permitted | allowed | 14
joint-analysis | ask-consent for fiu-analysis | permitted | allowed | 11
joint-analysis | grant unapproved | needs | approval | 11
joint-analysis | deny R03 | permitted | allowed | 11
joint-analysis | recall | permitted | allowed | 17
joint-analysis | keep legal-hold | permitted | allowed | 17
joint-operations | open joint-action | permitted | allowed | 3
joint-operations | open joint-investigation | permitted | allowed | 3
joint-operations | note joint-action | permitted | allowed | 3
joint-operations | open parallel-work | permitted | allowed | 4
joint-operations | open interest | permitted | allowed | 4
joint-operations | open difference | permitted | allowed | 5
joint-operations | note difference | permitted | allowed | 5
joint-operations | open peer-review | permitted | allowed | 6
joint-operations | ask freeze for freeze-confiscation | refused | assistance-not-covered |
joint-operations | ask information-from-files for supervision | refused | assistance-not-covered |
joint-operations | disclose information-from-files for supervision | refused | assistance-not-covered |
joint-operations | recall | refused | recall-not-covered |
sanctions-notification | open joint-action | refused | joint-work-not-covered |
joint-analysis | open joint-analysis | permitted | allowed | 8
joint-analysis | open joint-action | refused | joint-work-not-covered |
sanctions-notification | ask information-from-files for sanctions | permitted | allowed | 5
sanctions-notification | ask transaction-records for asset-tracing | permitted | allowed | 5
sanctions-notification | ask freeze-advice for freeze-confiscation | permitted | allowed | 5
sanctions-notification | ask telephone-records for sanctions | refused | assistance-not-covered |
sanctions-notification | ask information-from-files for tax | refused | purpose-not-allowed | 9
sanctions-notification | ask information-from-files for commercial | refused | purpose-never |
sanctions-notification | ask information-from-files for sanctions empty | needs | content | 6
sanctions-notification | ask information-from-files for sanctions unapproved | needs | approval | 13
sanctions-notification | ask information-from-files for sanctions urgently flight-of-assets | permitted | allowed | 5
sanctions-notification | ask information-from-files for sanctions urgently flight-of-assets without reason | needs | urgency-reason | 7
sanctions-notification | ask information-from-files for sanctions urgently investor-harm | refused | urgency-ground-not-accepted | 7
sanctions-notification | reply information-from-files for sanctions | permitted | allowed | 5
sanctions-notification | reply information-from-files for sanctions loosely | refused | conditions-too-loose | 9
sanctions-notification | reply information-from-files for sanctions from a third | refused | pass-on-not-allowed | 10
sanctions-notification | refuse R07 | refused | ground-forbidden | 8
sanctions-notification | refuse R01 | permitted | ground-allowed | 8
sanctions-notification | refuse R03 | refused | ground-not-allowed | 8
sanctions-notification | refuse R04 | refused | ground-not-allowed | 8
sanctions-notification | refuse R05 | refused | ground-not-allowed | 8
sanctions-notification | refuse R06 | permitted | ground-allowed | 8
sanctions-notification | refuse R09 | permitted | ground-allowed | 8
sanctions-notification | refuse X2 | refused | ground-never-accepted | 8
sanctions-notification | refuse R01 without reasons | needs | refusal-reasons | 8
sanctions-notification | disclose information-from-files for sanctions | permitted | allowed | 4
sanctions-notification | ask-consent for sanctions | permitted | allowed | 10
sanctions-notification | grant unapproved | needs | approval | 10
sanctions-notification | recall | permitted | allowed | 12
sanctions-notification | keep legal-hold | permitted | allowed | 12
`;
