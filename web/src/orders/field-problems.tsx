// SPDX-License-Identifier: Apache-2.0
/**
 * What a form of an order still lacks, said at the field that lacks it.
 *
 * The order is judged by its own schema; a place in the order is known to the form under the name of its field, and in a row of the form
 * under the row's place: `offence.listed.0` is the field `listed`, `sought.1.description` stays as it is.
 */
import { createContext, useContext } from 'react';
import { useSpeech } from '../messages/language.tsx';

type Path = readonly PropertyKey[];

/** The fields to which the issues belong. `names` are the places whose field has another name than their last word. */
export function fieldsLacking(issues: readonly { readonly path: Path }[], names: Readonly<Record<string, string>>): readonly string[] {
  const fields = issues.map(({ path }) => {
    const place = path.join('.').replace(/^property\.(?=items\.)/, '');
    const renamed = names[place];
    if (renamed !== undefined) return renamed;
    const isOfRow = /\.\d+\.\w+$/.test(place);
    return isOfRow
      ? place
      : (place
          .replace(/\.\d+$/, '')
          .split('.')
          .at(-1) ?? place);
  });
  return [...new Set(fields)];
}

const Lacking = createContext<readonly string[]>([]);
export const FieldProblems = Lacking.Provider;

/** Of a field: its error in words, or null. */
export function useFieldProblem(): (field: string, value: string) => string | null {
  const { t } = useSpeech();
  const lacking = useContext(Lacking);
  return (field, value) => {
    if (!lacking.includes(field)) return null;
    return t(value.trim() === '' ? 'order.needed' : 'order.unfit');
  };
}
