// SPDX-License-Identifier: Apache-2.0
/** The name of a field that can be withheld, for people: "owner 2: day of birth". */
import { useSpeech } from '../messages/language.tsx';

const members = [
  'birthDate',
  'address',
  'occupation',
  'aliases',
  'identifiers',
  'comments',
  'phone',
  'email',
  'wallets',
  'sources',
  'reporter',
  'original',
  'form',
] as const;
const holders = { owners: 'minimisation.owner', parties: 'minimisation.party', subject: 'minimisation.subject' } as const;

export function useFieldName(): (path: string) => string {
  const { t } = useSpeech();
  return (path) => {
    const [first = '', second = ''] = path.split('/').slice(1);
    const last = path.slice(path.lastIndexOf('/') + 1);
    const member = members.find((one) => one === last);
    const name = member === undefined ? path : t(`minimisation.field.${member}`);
    const holder = Object.entries(holders).find(([key]) => key === first)?.[1];
    return holder === undefined ? name : t('minimisation.of', { holder: t(holder, { number: Number(second) + 1 }), field: name });
  };
}
