// A part of a screen: its title, an action for the whole part, and its content. It is as high as it needs; its column
// scrolls.

import { type PropsWithChildren, type ReactNode, useId } from 'react';
import styles from './Section.module.css';

export interface SectionProps extends PropsWithChildren {
  readonly title: string;
  /** Shown at the end of the title's line. */
  readonly action?: ReactNode;
}

export const Section = ({ title, action, children }: SectionProps) => {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 className="strong" id={titleId}>
          {title}
        </h2>
        {action}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
};

/** Why something in this part failed, read out when it appears. */
export const Wrong = ({ sentence }: { readonly sentence: string | null }) =>
  sentence === null ? null : (
    <p role="alert" className={styles.wrong}>
      {sentence}
    </p>
  );

/** A fainter sentence that explains. */
export const Hint = ({ children }: PropsWithChildren) => <p className="hint">{children}</p>;
