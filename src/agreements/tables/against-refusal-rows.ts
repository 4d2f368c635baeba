// SPDX-License-Identifier: Apache-2.0
/** The lines of the verdict tables on what the requester may do against a refusal; written as those of verdict-rows.ts. */
export const againstRefusalRows = `
exchange-of-letters | rebut R05 | refused | refusal-stands |
exchange-of-letters | cure R06 | permitted | refusal-step | 5
multilateral-securities-memorandum | rebut R05 | permitted | refusal-step | 8
multilateral-securities-memorandum | rebut R05 without reasons | needs | refusal-reasons | 8
multilateral-securities-memorandum | rebut R04 | permitted | refusal-step | 8
multilateral-securities-memorandum | rebut R01 | refused | refusal-stands | 8
multilateral-securities-memorandum | cure R06 | permitted | refusal-step | 8
multilateral-securities-memorandum | cure R06 with nothing | needs | content | 8
multilateral-securities-memorandum | cure R01 | refused | refusal-stands | 8
enhanced-securities-memorandum | rebut R05 | permitted | refusal-step | 8
enhanced-securities-memorandum | rebut R05 without reasons | needs | refusal-reasons | 8
enhanced-securities-memorandum | rebut R04 | permitted | refusal-step | 8
enhanced-securities-memorandum | rebut R01 | refused | refusal-stands | 8
enhanced-securities-memorandum | cure R06 | permitted | refusal-step | 8
enhanced-securities-memorandum | cure R06 with nothing | needs | content | 8
enhanced-securities-memorandum | cure R01 | refused | refusal-stands | 8
third-country-digital-assets | rebut R05 | permitted | refusal-step | 4
third-country-digital-assets | rebut R05 without reasons | needs | refusal-reasons | 4
third-country-digital-assets | rebut R04 | refused | refusal-stands | 4
third-country-digital-assets | rebut R01 | refused | refusal-stands | 4
third-country-digital-assets | cure R06 | permitted | refusal-step | 4
third-country-digital-assets | cure R06 with nothing | needs | content | 4
third-country-digital-assets | cure R01 | refused | refusal-stands | 4
competent-authorities-digital-assets | rebut R05 | refused | refusal-stands | 8
competent-authorities-digital-assets | cure R06 | refused | refusal-stands |
competent-authorities-market-abuse | rebut R05 | refused | refusal-stands | 8
competent-authorities-market-abuse | cure R06 | refused | refusal-stands |
supervisory-college | rebut R05 | refused | refusal-stands |
supervisory-college | cure R06 | permitted | refusal-step | 11
personal-data-arrangement | rebut R05 | refused | refusal-stands |
personal-data-arrangement | cure R06 | permitted | refusal-step | 6
fiu-exchange | rebut R05 | refused | refusal-stands |
fiu-exchange | rebut R01 | refused | refusal-stands | 9
fiu-exchange | cure R06 | permitted | refusal-step | 9
fiu-exchange | cure R06 with nothing | needs | content | 9
fiu-exchange | cure R06 unapproved | needs | approval | 20
joint-analysis | rebut R05 | refused | refusal-stands |
joint-analysis | rebut R01 | refused | refusal-stands | 7
joint-analysis | cure R06 | permitted | refusal-step | 7
joint-analysis | cure R06 with nothing | needs | content | 7
joint-analysis | cure R06 unapproved | needs | approval | 18
sanctions-notification | rebut R05 | refused | refusal-stands |
sanctions-notification | cure R06 | permitted | refusal-step | 8
freezing-orders | rebut R05 | refused | refusal-stands | 9
freezing-orders | rebut R01 | refused | refusal-stands |
freezing-orders | cure R06 | permitted | refusal-step | 9
freezing-orders | cure R06 with nothing | needs | content | 9
freezing-orders | cure R06 unapproved | needs | approval | 18
investigation-order | rebut R05 | refused | refusal-stands | 9
investigation-order | cure R06 | refused | refusal-stands |
`;
