// The preset as a timeline that can be touched: the score as the console draws it, and over it what can be taken hold
// of. A drag counts from where it was begun, so nothing jumps under the hand.

import { type PointerEvent, type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { useSize } from '../../ui/useSize.ts';
import { words } from '../../words/index.ts';
import { Drawing } from '../chart/ChartDrawing.tsx';
import { type ChartPlace, placeFor } from '../chart/chart-place.ts';
import type { ChartScore } from '../chart/chart-score.ts';
import { byTheDose, describe } from '../chart/SessionChart.tsx';
import { Handle } from './Handle.tsx';
import styles from './Timeline.module.css';
import {
  dragged,
  type Grip,
  handlesOf,
  idOf,
  keyed,
  type Moved,
  movedTo,
  scoreForEditing,
  type TimelineHandle,
} from './timeline-handles.ts';
import type { PresetDraft } from './usePresetDraft.ts';

/** What somebody has hold of, and how things stood when they took it. */
interface Drag {
  readonly grip: Grip;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly score: ChartScore;
  readonly place: ChartPlace;
  /** When, in ms: no drag is taken for another one. */
  readonly began: number;
}

export interface TimelineProps {
  readonly preset: Preset;
  /** The phase whose look and length are shown below; null: none of them. */
  readonly chosen: PhaseName | null;
  /** The check that can be removed; null: none. */
  readonly chosenCheck: number | null;
  /** Where a preview stands, in ms since Start; null: none runs, and things can be moved. */
  readonly needleMs: Ms | null;
  readonly onChoosePhase: (name: PhaseName) => void;
  readonly onChooseCheck: (atMin: number | null) => void;
  readonly onMove: PresetDraft['edit'];
  readonly onRemoveCheck: (atMin: number) => void;
}

/** Everything over the drawing. */
const Touched = (
  props: TimelineProps & {
    readonly place: ChartPlace;
    readonly score: ChartScore;
    readonly onHold: (endsAt: Ms | null) => void;
  },
): ReactElement => {
  const { preset, chosen, chosenCheck, place, score, onHold, onMove, onChooseCheck } = props;
  const whole = useRef<HTMLFieldSetElement>(null);
  const drag = useRef<Drag | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  // What is moved may become another element: the keyboard goes along with it.
  const follow = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (follow.current === null) return;
    whole.current?.querySelector<HTMLElement>(`[data-handle="${follow.current}"]`)?.focus();
    follow.current = null;
  });

  // A check that was added elsewhere can be moved by the keys at once.
  useEffect(() => {
    if (chosenCheck === null || whole.current?.contains(document.activeElement)) return;
    const id = idOf({ of: 'check', atMin: chosenCheck });
    whole.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus();
  }, [chosenCheck]);

  const moveTo = (grip: Grip, value: number): Grip => {
    let moved: Moved = movedTo(preset, grip, value);
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
  const drags = (event: PointerEvent): void => {
    const from = drag.current;
    if (from === null) return;
    const by = dragged(from.grip, from.place, from.score, event.clientX - from.x, event.clientY - from.y);
    const grip = moveTo(from.grip, from.value + by);
    drag.current = { ...from, grip };
    setHeld(idOf(grip));
  };
  const letGo = (): void => {
    drag.current = null;
    setHeld(null);
    onHold(null);
  };
  /** Escape puts back what is in the hand; on the screen it would leave. */
  const putBack = useLatest((event: KeyboardEvent): void => {
    const from = drag.current;
    if (from === null || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    moveTo(from.grip, from.value);
    letGo();
  });
  useEffect(() => {
    window.addEventListener('keydown', putBack, { capture: true });
    return () => window.removeEventListener('keydown', putBack, { capture: true });
  }, [putBack]);
  const press = (handle: TimelineHandle, key: string): boolean => {
    if (handle.grip.of === 'check' && (key === 'Delete' || key === 'Backspace')) {
      const { atMin } = handle.grip;
      const [next] = preset.checksMin
        .filter((minute) => minute !== atMin)
        .sort((a, b) => Math.abs(a - atMin) - Math.abs(b - atMin));
      follow.current = idOf(next === undefined ? { of: 'assess' } : { of: 'check', atMin: next });
      props.onRemoveCheck(atMin);
      return true;
    }
    const value = keyed(handle, key);
    if (value === null) return false;
    moveTo(handle.grip, value);
    return true;
  };

  return (
    <fieldset
      ref={whole}
      className={styles.touched}
      aria-label={words.presetEditor.timeline(preset.label)}
      onPointerMove={drags}
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
          onPointerDown={() => props.onChoosePhase(name)}
        />
      ))}
      {handlesOf(preset, score, place, chosen).map((handle) => (
        <Handle
          key={handle.id}
          handle={handle}
          isHeld={handle.id === held}
          isChosen={handle.grip.of === 'check' && handle.grip.atMin === chosenCheck}
          width={place.width}
          onTake={take}
          onPress={press}
          onFocus={({ grip }) => onChooseCheck(grip.of === 'check' ? grip.atMin : null)}
        />
      ))}
    </fieldset>
  );
};

export const Timeline = (props: TimelineProps): ReactElement => {
  const { preset, chosen, needleMs } = props;
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
            label={describe(preset.label, score)}
            now={needleMs}
            heldAt={null}
            marked={chosen}
            ticksFor={byTheDose(score)}
            size={size}
          />
        )}
        {isLaidOut && needleMs === null && (
          <Touched {...props} score={score} place={placeFor(size, score)} onHold={setHeldEndsAt} />
        )}
      </div>
    </div>
  );
};
