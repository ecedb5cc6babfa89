// How far the measuring of loudness has come: one calm line, and a bar that only grows.

import { ProgressBar } from 'react-aria-components';
import type { LibraryView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import styles from './MeasuringLine.module.css';

const { music: say } = words;

export const MeasuringLine = ({ library }: { readonly library: LibraryView }) => {
  const { measuring, isScanning } = library;
  if (measuring === null && !isScanning) return null;
  if (measuring === null) return <p className="tabular one-line caption">{say.looking}</p>;
  const { done, of, title, share } = measuring;
  const part = of === 0 ? 0 : Math.min(1, (done + (title === null ? 0 : share)) / of);
  return (
    <div className={styles.measuring}>
      <p className="tabular one-line caption">{say.measuring(done, of, title)}</p>
      <ProgressBar className={styles.bar ?? ''} aria-label={say.measuringLabel} value={part} maxValue={1}>
        <svg className={styles.track} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect className={styles.ground} width="100" height="1" />
          <rect className={styles.done} width={100 * part} height="1" />
        </svg>
      </ProgressBar>
    </div>
  );
};
