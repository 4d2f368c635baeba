// SPDX-License-Identifier: Apache-2.0
/** The places of one dispatch, in the shape of its body: what is withheld has its reason beneath it, and what lies inside goes with it. */
import { Checkbox, Text, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { BundlePlacesWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { changed, choiceAt, isInside, type Place, placeName, show, withhold, type Withheld } from './bundle-choice.ts';
import classes from './bundle.module.css';
import { useDispatchTitle, usePlaceWords } from './place-words.ts';

interface ChoiceProps {
  readonly chosen: readonly Withheld[];
  /** As it was ordered, and not to be changed. */
  readonly isFixed: boolean;
  readonly onChoose: (chosen: readonly Withheld[]) => void;
}

export function PlaceList({ dispatch, ...choice }: ChoiceProps & { dispatch: BundlePlacesWire['dispatches'][number] }) {
  const title = useDispatchTitle(dispatch);
  return (
    <Section title={title}>
      <ul className={classes['places']}>
        {dispatch.places.map((place) => (
          <PlaceRow key={place.pointer} dispatch={dispatch.number} place={place} {...choice} />
        ))}
      </ul>
    </Section>
  );
}

function PlaceRow({ dispatch, place, chosen, isFixed, onChoose }: ChoiceProps & { dispatch: number; place: Place }) {
  const { t } = useSpeech();
  const words = usePlaceWords(place);
  const choice = choiceAt(chosen, dispatch, place.pointer);
  const isGone = place.kind === 'withheld' || isInside(chosen, dispatch, place.pointer);
  const { depth } = placeName(place.pointer);
  const label = t('bundle.withhold', { place: words.path, number: dispatch });
  return (
    <li className={classes['place']} data-gone={isGone || choice !== null} style={{ paddingInlineStart: depth * 18 }}>
      <div className={classes['placeLine']}>
        <Checkbox
          size="xs"
          aria-label={label}
          checked={choice !== null || isGone}
          disabled={isGone || isFixed}
          onChange={() => onChoose(choice === null ? withhold(chosen, dispatch, place.pointer) : show(chosen, dispatch, place.pointer))}
        />
        <span className={classes['placeName']}>{words.name}</span>
        <Text span size="xs" c="dimmed">
          {words.kind}
        </Text>
        {(isGone || choice !== null) && <IconEyeOff size={15} aria-hidden className={classes['eye']} />}
      </div>
      {choice !== null && (
        <Why choice={choice} chosen={chosen} isFixed={isFixed} onChoose={onChoose} label={label} isMember={place.isMember} />
      )}
    </li>
  );
}

interface WhyProps extends ChoiceProps {
  readonly choice: Withheld;
  readonly label: string;
  /** A member of an object can be hidden together with its name; a place in a list only withheld, since the others keep theirs. */
  readonly isMember: boolean;
}

function Why({ choice, chosen, isFixed, onChoose, label, isMember }: WhyProps) {
  const { t } = useSpeech();
  return (
    <div className={classes['why']}>
      <TextInput
        size="xs"
        label={t('bundle.reason')}
        aria-label={`${t('bundle.reason')}: ${label}`}
        required
        readOnly={isFixed}
        value={choice.reason}
        error={choice.reason.trim() === '' ? t('bundle.reasonMissing') : undefined}
        onChange={(event) => onChoose(changed(chosen, choice, { reason: event.currentTarget.value }))}
      />
      {isMember && (
        <Checkbox
          size="xs"
          label={t('bundle.hideName')}
          checked={choice.manner === 'hidden'}
          disabled={isFixed}
          onChange={(event) => onChoose(changed(chosen, choice, { manner: event.currentTarget.checked ? 'hidden' : 'withheld' }))}
        />
      )}
    </div>
  );
}
