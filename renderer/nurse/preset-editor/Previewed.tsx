// The timeline with the needle of a preview over it, and beneath it the room.

import { type ReactElement, useEffect } from 'react';
import type { Preset } from '../../../shared/preset/preset.ts';
import { scoreOfPreset } from '../chart/chart-score.ts';
import styles from './PresetEditor.module.css';
import { Preview, usePreviewClock } from './Preview.tsx';
import { PREVIEW_LASTS_MS } from './preview-clock.ts';
import { Timeline } from './Timeline.tsx';

export interface PreviewedProps {
  readonly preset: Preset;
  /** What a level of 0 dB is at the chair, in dB(A); null: not calibrated. */
  readonly chairDb: number | null;
  readonly onStop: () => void;
  /** How long it lasts, in ms. */
  readonly lastsMs?: number;
}

/** The space bar pauses, wherever the keyboard is but on a button, which it presses. */
const useSpace = (toggle: () => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isOnButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
      if (event.key !== ' ' || event.repeat || isOnButton) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [toggle]);
};

const nothing = (): void => undefined;

export const Previewed = (props: PreviewedProps): ReactElement => {
  const { preset, chairDb, onStop, lastsMs = PREVIEW_LASTS_MS } = props;
  const { beginsAt, endsAt } = scoreOfPreset(preset);
  const previewing = usePreviewClock(endsAt - beginsAt, lastsMs);
  useSpace(previewing.toggle);
  return (
    <main className={styles.main}>
      <div className={styles.timelineAbove}>
        <Timeline
          preset={preset}
          chosen={null}
          chosenCheck={null}
          needleMs={previewing.atMs}
          onChoosePhase={nothing}
          onChooseCheck={nothing}
          onMove={nothing}
          onRemoveCheck={nothing}
        />
      </div>
      <Preview preset={preset} chairDb={chairDb} previewing={previewing} onStop={onStop} />
    </main>
  );
};
