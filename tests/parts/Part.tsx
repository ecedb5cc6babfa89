// How the sheet shows a part: its name at the left, each of its states with a caption at the right.

import type { PropsWithChildren, ReactElement } from 'react';
import styles from './parts.module.css';

interface Named extends PropsWithChildren {
  readonly name: string;
}

export const Group = ({ name, children }: Named): ReactElement => (
  <section className={styles.group}>
    <h2 className={styles.groupName}>{name}</h2>
    {children}
  </section>
);

export interface PartProps extends Named {
  readonly about?: string;
}

export const Part = ({ name, about, children }: PartProps): ReactElement => (
  <section className={styles.part} data-part={name}>
    <div>
      <h3 className="strong">{name}</h3>
      {about !== undefined && <p className="hint">{about}</p>}
    </div>
    <div className={styles.states}>{children}</div>
  </section>
);

export interface StateProps extends Named {
  /** How wide the part is shown; without one, as wide as it makes itself. */
  readonly width?: 'narrow' | 'middle' | 'across';
}

export const State = ({ name, width, children }: StateProps): ReactElement => (
  <div className={styles.state} data-case={name} data-across={width === 'across' || undefined}>
    <p className={styles.stateName}>{name}</p>
    <div className={styles.shown} data-width={width}>
      {children}
    </div>
  </div>
);
