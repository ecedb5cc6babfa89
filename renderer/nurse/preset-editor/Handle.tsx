// One handle of the timeline: an edge, a check, the assess mark or the light of a phase. For a keyboard and a screen
// reader it is a slider.

import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import styles from './Handle.module.css';
import type { TimelineHandle } from './timeline-handles.ts';

interface HandleProps {
  readonly handle: TimelineHandle;
  readonly isHeld: boolean;
  readonly isChosen: boolean;
  /** Of the timeline, in pixels. */
  readonly width: number;
  readonly onTake: (handle: TimelineHandle, event: PointerEvent) => void;
  /** Answers whether the key did something. */
  readonly onPress: (handle: TimelineHandle, key: string) => boolean;
  readonly onFocus: (handle: TimelineHandle) => void;
}

/** The text above the handle stays within the timeline. */
const sideOf = (x: number, width: number): 'start' | 'middle' | 'end' =>
  x < 70 ? 'start' : x > width - 70 ? 'end' : 'middle';

export const Handle = (props: HandleProps): ReactElement => {
  const { handle, isHeld, isChosen, width, onTake, onPress, onFocus } = props;
  const { grip, box, x, y } = handle;
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!onPress(handle, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles.handle}
      data-handle={handle.id}
      data-of={grip.of}
      data-held={isHeld || undefined}
      data-chosen={isChosen || undefined}
      role="slider"
      tabIndex={0}
      aria-label={handle.name}
      aria-orientation={grip.of === 'light' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(handle.value * 10) / 10}
      aria-valuemin={handle.least}
      aria-valuemax={handle.most}
      aria-valuetext={handle.text}
      style={box}
      onPointerDown={(event) => onTake(handle, event)}
      onKeyDown={press}
      onFocus={() => onFocus(handle)}
    >
      <span
        className={`${styles.grip} ${styles[grip.of]}`}
        style={{ left: x - box.left, top: y - box.top }}
      />
      <span
        className={styles.said}
        data-side={sideOf(x, width)}
        style={{ left: x - box.left, top: y - box.top }}
        aria-hidden="true"
      >
        {handle.text}
      </span>
    </div>
  );
};
