// SPDX-License-Identifier: Apache-2.0
/** A notice in the flow of a screen: something went wrong, is withheld, or deserves a second look. */
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  readonly tone: 'permitted' | 'needs' | 'refused';
  readonly icon: Icon;
  readonly title: string;
  /** Read out at once; otherwise when the reader comes to rest. */
  readonly isUrgent?: boolean;
  readonly children?: ReactNode;
}

export function Notice({ tone, icon: NoticeIcon, title, isUrgent = false, children }: NoticeProps) {
  return (
    <div className={classes['notice']} data-tone={tone} role={isUrgent ? 'alert' : 'status'}>
      <NoticeIcon size={20} stroke={1.7} aria-hidden />
      <div>
        <strong>{title}</strong>
        {children !== undefined && <div className={classes['text']}>{children}</div>}
      </div>
    </div>
  );
}
