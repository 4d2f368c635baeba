// SPDX-License-Identifier: Apache-2.0
/** The duty officer's alarm: a line above every screen, for as long as an alarm of the delivery was not taken. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveriesQuery } from '../calls/delivery-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import classes from './deliveries.module.css';

export function DeliveryAlarm() {
  const { t } = useSpeech();
  const { data } = useQuery(deliveriesQuery);
  const nameOf = useAuthorityName();
  const [alarm, ...others] = data?.alarms ?? [];
  if (alarm === undefined) return null;
  return (
    <div className={classes['alarm']} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <span>{t(`alarm.${alarm.kind}`, { name: nameOf(alarm.peer) })}</span>
      <Link to="/deliveries">{others.length === 0 ? t('alarm.look') : t('alarm.lookAll', { count: others.length + 1 })}</Link>
    </div>
  );
}
