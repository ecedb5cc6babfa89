// What the patient sees now: the patient display itself, small, and inert for touch, keyboard and screen reader.

import type { CSSProperties } from 'react';
import { PatientDisplay, type PatientDisplayProps } from '../../patient/PatientDisplay.tsx';
import { usePages } from '../../patient/pages.ts';
import { useSize } from '../../ui/useSize.ts';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './PatientMiniature.module.css';

/** The size of the real display, in CSS pixels. */
const WIDTH = 1280;
const HEIGHT = 800;

type PatientMiniatureProps = SessionProps & Pick<PatientDisplayProps, 'heardDb'>;

export const PatientMiniature = ({ session, nowMs, heardDb }: PatientMiniatureProps) => {
  const { side } = words;
  const { open } = usePages();
  const [ref, size] = useSize();
  const scale = Math.min(size.width / WIDTH, size.height / HEIGHT);
  const place: CSSProperties = { width: WIDTH * scale, height: HEIGHT * scale };
  return (
    <figure className={styles.card}>
      <figcaption className={styles.caption}>
        <span>{side.patientSees}</span>
        <span className={styles.state}>
          {session.awakeUntil === null ? side.asleep : open === null ? side.awake : side.pageOpen[open]}
        </span>
      </figcaption>
      <div ref={ref} className={styles.place}>
        <div className={styles.screen} style={place} inert aria-hidden="true">
          <div className={styles.scaled} style={{ transform: `scale(${scale})` }}>
            <PatientDisplay session={session} nowMs={nowMs} heardDb={heardDb} isSmall />
          </div>
        </div>
      </div>
    </figure>
  );
};
