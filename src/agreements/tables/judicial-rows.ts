// SPDX-License-Identifier: Apache-2.0
/** The lines of the verdict tables of orders and letters between judicial authorities; written as those of verdict-rows.ts. */
export const judicialRows = `
freezing-orders | ask freeze for freeze-confiscation | permitted | allowed | 4
freezing-orders | ask confiscation for criminal-investigation | permitted | allowed | 4
freezing-orders | ask information-from-files for criminal-prosecution | permitted | allowed | 4
freezing-orders | ask telephone-records for freeze-confiscation | refused | assistance-not-covered |
freezing-orders | ask freeze for tax | refused | purpose-not-allowed | 13
freezing-orders | ask freeze for commercial | refused | purpose-never |
freezing-orders | ask freeze for freeze-confiscation empty | needs | content | 5
freezing-orders | ask freeze for freeze-confiscation unapproved | needs | approval | 18
freezing-orders | ask freeze for freeze-confiscation urgently flight-of-assets | permitted | allowed | 4
freezing-orders | ask freeze for freeze-confiscation urgently flight-of-assets without reason | needs | urgency-reason | 7
freezing-orders | ask freeze for freeze-confiscation urgently investor-harm | refused | urgency-ground-not-accepted | 7
freezing-orders | reply freeze for freeze-confiscation | permitted | allowed | 4
freezing-orders | reply freeze for freeze-confiscation loosely | refused | conditions-too-loose | 13
freezing-orders | reply freeze for freeze-confiscation from a third | refused | pass-on-not-allowed | 14
freezing-orders | refuse R07 | permitted | ground-allowed | 9
freezing-orders | refuse R01 | refused | ground-not-allowed | 9
freezing-orders | refuse R03 | refused | ground-not-allowed | 9
freezing-orders | refuse R04 | refused | ground-not-allowed | 9
freezing-orders | refuse R05 | permitted | ground-allowed | 9
freezing-orders | refuse R06 | permitted | ground-allowed | 9
freezing-orders | refuse R09 | permitted | ground-allowed | 9
freezing-orders | refuse R05 without consulting | needs | consultation | 9
freezing-orders | refuse X2 | refused | ground-never-accepted | 9
freezing-orders | refuse R05 without reasons | needs | refusal-reasons | 9
freezing-orders | disclose freeze for freeze-confiscation | refused | unsolicited-not-allowed |
freezing-orders | ask-consent for freeze-confiscation | permitted | allowed | 14
freezing-orders | grant unapproved | needs | approval | 14
freezing-orders | recall | permitted | allowed | 17
freezing-orders | keep legal-hold | permitted | allowed | 17
investigation-order | ask information-from-files for criminal-investigation | permitted | allowed | 4
investigation-order | ask transaction-records for criminal-prosecution | permitted | allowed | 4
investigation-order | ask search-and-seizure for criminal-investigation | permitted | allowed | 4
investigation-order | ask preserve-data for criminal-investigation | permitted | allowed | 4
investigation-order | ask freeze for criminal-investigation | refused | assistance-not-covered |
investigation-order | ask information-from-files for tax | refused | purpose-not-allowed | 13
investigation-order | ask information-from-files for commercial | refused | purpose-never |
investigation-order | ask information-from-files for criminal-investigation empty | needs | content | 5
investigation-order | ask information-from-files for criminal-investigation unapproved | needs | approval | 18
investigation-order | ask information-from-files for criminal-investigation urgently loss-of-evidence | permitted | allowed | 4
investigation-order | ask information-from-files for criminal-investigation urgently loss-of-evidence without reason | needs | urgency-reason | 8
investigation-order | ask information-from-files for criminal-investigation urgently investor-harm | refused | urgency-ground-not-accepted | 8
investigation-order | reply information-from-files for criminal-investigation | permitted | allowed | 4
investigation-order | reply information-from-files for criminal-investigation loosely | refused | conditions-too-loose | 13
investigation-order | reply information-from-files for criminal-investigation from a third | refused | pass-on-not-allowed | 14
investigation-order | refuse R07 | permitted | ground-allowed | 9
investigation-order | refuse R01 | permitted | ground-allowed | 9
investigation-order | refuse R03 | refused | ground-not-allowed | 9
investigation-order | refuse R04 | refused | ground-not-allowed | 9
investigation-order | refuse R05 | permitted | ground-allowed | 9
investigation-order | refuse R06 | refused | ground-not-allowed | 9
investigation-order | refuse R09 | permitted | ground-allowed | 9
investigation-order | refuse R01 without consulting | needs | consultation | 9
investigation-order | refuse X2 | refused | ground-never-accepted |
investigation-order | refuse R01 without reasons | needs | refusal-reasons | 9
investigation-order | disclose information-from-files for criminal-investigation | refused | unsolicited-not-allowed |
investigation-order | ask-consent for criminal-investigation | permitted | allowed | 14
investigation-order | grant unapproved | needs | approval | 14
investigation-order | recall | permitted | allowed | 17
investigation-order | keep legal-hold | permitted | allowed | 17
letters-of-request | ask information-from-files for criminal-investigation | permitted | allowed | 2
letters-of-request | ask preserve-data for criminal-investigation | permitted | allowed | 2
letters-of-request | ask freeze for criminal-investigation | refused | assistance-not-covered |
letters-of-request | ask information-from-files for tax | refused | purpose-not-allowed | 7
letters-of-request | ask information-from-files for commercial | refused | purpose-never |
letters-of-request | ask information-from-files for criminal-investigation empty | needs | content | 3
letters-of-request | ask information-from-files for criminal-investigation unapproved | needs | approval | 12
letters-of-request | ask information-from-files for criminal-investigation urgently loss-of-evidence | permitted | allowed | 2
letters-of-request | ask information-from-files for criminal-investigation urgently investor-harm | refused | urgency-ground-not-accepted | 4
letters-of-request | reply information-from-files for criminal-investigation | permitted | allowed | 2
letters-of-request | reply information-from-files for criminal-investigation loosely | refused | conditions-too-loose | 7
letters-of-request | reply information-from-files for criminal-investigation from a third | refused | pass-on-not-allowed | 8
letters-of-request | refuse R07 | permitted | ground-allowed | 5
letters-of-request | refuse R10 | permitted | ground-allowed | 5
letters-of-request | refuse R01 without consulting | needs | consultation | 5
letters-of-request | refuse X2 | refused | ground-never-accepted | 5
letters-of-request | refuse R01 without reasons | needs | refusal-reasons | 5
`;
