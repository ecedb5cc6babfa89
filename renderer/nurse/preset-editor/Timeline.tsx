// The preset as a timeline: the score as the console draws it, and over it the handles that change it. A drag counts from
// where it began, so nothing jumps.

import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { useKeyDown } from '../../ui/useKeys.ts';
import { useSize } from '../../ui/useSize.ts';
import { words } from '../../words/index.ts';
import { Drawing } from '../chart/ChartDrawing.tsx';
import { type ChartPlace, placeFor } from '../chart/chart-place.ts';
import type { ChartScore } from '../chart/chart-score.ts';
import { describeScore, ticksByDose } from '../chart/SessionChart.tsx';
import type { Part } from './Parts.tsx';
import type { PresetDraft } from './preset-saving.ts';
import styles from './Timeline.module.css';
import grips from './TimelineHandle.module.css';
import {
  type Grip,
  handlesOf,
  idOf,
  movedTo,
  scoreForEditing,
  type TimelineHandle,
  valueAfterKey,
  valueOfDrag,
} from './timeline-handles.ts';

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

/** One handle. For a keyboard and a screen reader it is a slider. */
const Handle = (props: HandleProps) => {
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
      className={grips.handle}
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
      <span className={`${grips.grip} ${styles[grip.of]}`} style={{ left: x - box.left, top: y - box.top }} />
      <span
        className={grips.text}
        data-side={sideOf(x, width)}
        style={{ left: x - box.left, top: y - box.top }}
        aria-hidden="true"
      >
        {handle.text}
      </span>
    </div>
  );
};

/** What is being dragged, and how things stood when the drag began. */
interface Drag {
  readonly grip: Grip;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly score: ChartScore;
  readonly place: ChartPlace;
  /** When, in ms: it tells one drag from the next. */
  readonly began: number;
}

interface TimelineEditing {
  /** The part whose details are shown below. */
  readonly part: Part;
  /** The check that can be removed; null: none. */
  readonly checkAt: number | null;
  readonly onChoosePhase: (name: PhaseName) => void;
  readonly onChooseCheck: (atMin: number | null) => void;
  readonly onMove: PresetDraft['edit'];
  readonly onRemoveCheck: (atMin: number) => void;
}

interface TimelineProps {
  readonly preset: Preset;
  /** Where a preview stands, in ms since Start; null: none runs. */
  readonly needleMs: Ms | null;
  /** null: nothing can be moved. */
  readonly editing: TimelineEditing | null;
}

interface HandlesProps {
  readonly preset: Preset;
  readonly editing: TimelineEditing;
  readonly place: ChartPlace;
  readonly score: ChartScore;
  /** Where the picture ends while somebody drags; null: they let go. */
  readonly onHold: (endsAt: Ms | null) => void;
}

/** Everything over the drawing. */
const Handles = ({ preset, editing, place, score, onHold }: HandlesProps) => {
  const { part, checkAt, onMove, onChooseCheck } = editing;
  const whole = useRef<HTMLFieldSetElement>(null);
  const drag = useRef<Drag | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  // What is moved may become another element: the keyboard follows it.
  const follow = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (follow.current === null) return;
    whole.current?.querySelector<HTMLElement>(`[data-handle="${follow.current}"]`)?.focus();
    follow.current = null;
  });

  // A check that was just added can be moved by keys at once.
  useEffect(() => {
    if (checkAt === null || whole.current?.contains(document.activeElement)) return;
    whole.current?.querySelector<HTMLElement>(`[data-handle="check ${checkAt}"]`)?.focus();
  }, [checkAt]);

  const moveTo = (grip: Grip, value: number): Grip => {
    let moved = movedTo(preset, grip, value);
    const about = grip.of === 'check' ? 'check' : idOf(grip);
    const by = drag.current === null ? 'by keys' : `by hand ${drag.current.began}`;
    const move = (newest: Preset): Preset => {
      moved = movedTo(newest, grip, value);
      return moved.preset;
    };
    onMove(`${about} ${by}`, move, drag.current !== null);
    follow.current = idOf(moved.grip);
    if (moved.grip.of === 'check') onChooseCheck(moved.grip.atMin);
    return moved.grip;
  };

  const take = (handle: TimelineHandle, event: PointerEvent): void => {
    if (event.button !== 0) return;
    whole.current?.setPointerCapture(event.pointerId);
    drag.current = { ...handle, x: event.clientX, y: event.clientY, score, place, began: event.timeStamp };
    setHeld(handle.id);
    onHold(score.endsAt);
  };
  const dragOn = (event: PointerEvent): void => {
    const from = drag.current;
    if (from === null) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    const by = valueOfDrag(from.grip, from.place, from.score, dx, dy);
    const grip = moveTo(from.grip, from.value + by);
    drag.current = { ...from, grip };
    setHeld(idOf(grip));
  };
  const letGo = (): void => {
    drag.current = null;
    setHeld(null);
    onHold(null);
  };
  /** During a drag Escape puts things back; it must not leave the screen as well. */
  useKeyDown((event) => {
    const from = drag.current;
    if (from === null || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    moveTo(from.grip, from.value);
    letGo();
  }, true);
  const press = (handle: TimelineHandle, key: string): boolean => {
    if (handle.grip.of === 'check' && (key === 'Delete' || key === 'Backspace')) {
      const { atMin } = handle.grip;
      const [next] = preset.checksMin
        .filter((minute) => minute !== atMin)
        .sort((a, b) => Math.abs(a - atMin) - Math.abs(b - atMin));
      follow.current = idOf(next === undefined ? { of: 'assess' } : { of: 'check', atMin: next });
      editing.onRemoveCheck(atMin);
      return true;
    }
    const value = valueAfterKey(handle, key);
    if (value === null) return false;
    moveTo(handle.grip, value);
    return true;
  };

  return (
    <fieldset
      ref={whole}
      className={styles.touched}
      aria-label={words.presetEditor.timeline(preset.label)}
      onPointerMove={dragOn}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      {score.phases.map(({ name, beganAt, endsAt }) => (
        <div
          key={name}
          className={styles.band}
          style={{
            left: place.x(beganAt),
            top: place.top,
            width: place.x(endsAt) - place.x(beganAt),
            height: place.height,
          }}
          onPointerDown={() => editing.onChoosePhase(name)}
        />
      ))}
      {handlesOf(preset, score, place, part === 'whole' ? null : part).map((handle) => (
        <Handle
          key={handle.id}
          handle={handle}
          isHeld={handle.id === held}
          isChosen={handle.grip.of === 'check' && handle.grip.atMin === checkAt}
          width={place.width}
          onTake={take}
          onPress={press}
          onFocus={({ grip }) => onChooseCheck(grip.of === 'check' ? grip.atMin : null)}
        />
      ))}
    </fieldset>
  );
};

export const Timeline = ({ preset, needleMs, editing }: TimelineProps) => {
  const [ref, size] = useSize();
  const [heldEndsAt, setHeldEndsAt] = useState<Ms | null>(null);
  const score = scoreForEditing(preset, heldEndsAt);
  const isLaidOut = size.width > 0 && size.height > 0;
  return (
    <div className={styles.timeline}>
      <div ref={ref} className={styles.canvas} data-goes={needleMs !== null || undefined}>
        {isLaidOut && (
          <Drawing
            score={score}
            ahead={score.knots}
            label={describeScore(preset.label, score)}
            now={needleMs}
            heldAt={null}
            marked={editing === null || editing.part === 'whole' ? null : editing.part}
            ticksFor={ticksByDose(score)}
            size={size}
          />
        )}
        {isLaidOut && editing !== null && (
          <Handles
            preset={preset}
            editing={editing}
            score={score}
            place={placeFor(size, score)}
            onHold={setHeldEndsAt}
          />
        )}
      </div>
    </div>
  );
};
