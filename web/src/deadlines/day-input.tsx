// SPDX-License-Identifier: Apache-2.0
/** A field for a day, with a calendar whose every control has a name. */
import { DateInput } from '@mantine/dates';
import { useSpeech } from '../messages/language.tsx';

interface DayInputProps {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** `YYYY-MM-DD`, or null while no day is chosen. */
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
}

export function DayInput({ label, description, required = false, day, onChange }: DayInputProps) {
  const { t } = useSpeech();
  const ariaLabels = {
    nextMonth: t('calendar.nextMonth'),
    previousMonth: t('calendar.previousMonth'),
    nextYear: t('calendar.nextYear'),
    previousYear: t('calendar.previousYear'),
    nextDecade: t('calendar.nextDecade'),
    previousDecade: t('calendar.previousDecade'),
    monthLevelControl: t('calendar.chooseMonth'),
    yearLevelControl: t('calendar.chooseYear'),
  };
  return (
    <DateInput
      label={label}
      description={description}
      required={required}
      clearable
      clearButtonProps={{ 'aria-label': t('calendar.clear') }}
      valueFormat="D MMM YYYY"
      hideOutsideDates
      ariaLabels={ariaLabels}
      popoverProps={{ withinPortal: false }}
      value={day}
      onChange={onChange}
    />
  );
}
