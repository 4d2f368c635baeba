// SPDX-License-Identifier: Apache-2.0
/** The lines of the verdict table of the arrangement on training; written as those of verdict-rows.ts. */
export const trainingRows = `
training-arrangement | ask information-from-files for supervision | permitted | allowed | 2
training-arrangement | ask transaction-records for admin-enforcement | permitted | allowed | 2
training-arrangement | ask suspicious-reports for supervision | refused | assistance-not-covered |
training-arrangement | ask information-from-files for tax | refused | purpose-not-allowed | 6
training-arrangement | ask information-from-files for supervision empty | needs | content | 3
training-arrangement | ask information-from-files for supervision unapproved | needs | approval | 10
training-arrangement | ask information-from-files for supervision urgently loss-of-evidence | permitted | allowed | 2
training-arrangement | reply information-from-files for supervision | permitted | allowed | 2
training-arrangement | reply information-from-files for supervision loosely | refused | conditions-too-loose | 6
training-arrangement | refuse R03 | permitted | ground-allowed | 5
training-arrangement | refuse R06 | permitted | ground-allowed | 5
training-arrangement | refuse R01 | refused | ground-not-allowed | 5
training-arrangement | refuse X2 | refused | ground-never-accepted | 5
training-arrangement | disclose information-from-files for supervision | refused | unsolicited-not-allowed |
training-arrangement | refuse R11 | permitted | ground-allowed | 5
training-arrangement | rebut R11 | permitted | refusal-step | 5
training-arrangement | cure R06 | permitted | refusal-step | 5
training-arrangement | cure R03 | refused | refusal-stands | 5
`;
