// SPDX-License-Identifier: Apache-2.0
/**
 * The form field that a reason of a verdict asks to mend. The server names fields by their path in the draft or by the
 * name of the content field alone; the form knows them by one name.
 */
const otherNames: Readonly<Record<string, string>> = {
  'urgency-ground': 'urgencyGround',
  'urgency-reason': 'urgencyReason',
  to: 'counterpart',
};

export function fieldOfReason(field: string): string {
  const name = field.replace(/^(?:draft\.)?(?:content\.)?/, '');
  return otherNames[name] ?? name;
}
