// The score as a chart: what a preset will do, and in a session what was, what is now, and what will be if nobody changes
// anything.

import type { Preset } from '../../../shared/preset/preset.ts';
import type { ClockAnchor } from '../../../shared/session/clock.ts';
import { MINUTE_MS } from '../../../shared/session/timeline.ts';
import { wallOf } from '../../ui/useNow.ts';
import { useSize } from '../../ui/useSize.ts';
import { words } from '../../words/index.ts';
import { loudestText } from '../../words/level-text.ts';
import type { SessionProps } from '../common/session-props.ts';
import { Drawing, type DrawingProps, type Tick } from './ChartDrawing.tsx';
import { type ChartScore, nudgedKnots, pastKnots, scoreOf, scoreOfPreset, ticksOf } from './chart-score.ts';
import styles from './SessionChart.module.css';

interface FramedProps extends DrawingProps {
  /** How loud it gets at the chair; null: that was not measured. */
  readonly loudest?: string | null;
}

const Framed = ({ loudest = null, ...props }: FramedProps) => {
  const [ref, size] = useSize();
  return (
    <figure className={styles.chart}>
      <div ref={ref} className={styles.canvas}>
        {size.width > 0 && size.height > 0 && <Drawing {...props} size={size} />}
      </div>
      <figcaption className={styles.legend} aria-hidden="true">
        <span className={styles.lightKey}>{words.chart.light}</span>
        <span className={styles.soundKey}>
          {[words.chart.sound, loudest].filter((part) => part !== null).join(', ')}
        </span>
      </figcaption>
    </figure>
  );
};

/** What the picture shows, for somebody who does not see it. */
export const describeScore = (label: string, { phases }: ChartScore): string =>
  words.chart.described(
    label,
    phases.map(({ name, beganAt, endsAt }) => ({ name, minutes: (endsAt - beganAt) / MINUTE_MS })),
  );

/** Ticks in minutes from the dose mark. */
export const ticksByDose =
  (score: ChartScore) =>
  (most: number): readonly Tick[] =>
    ticksOf(score, score.doseAt, most).map((at) => ({
      at,
      text: words.chart.minute(Math.round((at - score.doseAt) / MINUTE_MS)),
    }));

/** Ticks by the clock on the wall, counted from midnight. */
const ticksByWall =
  (score: ChartScore, clock: ClockAnchor) =>
  (most: number): readonly Tick[] => {
    const began = wallOf(clock, score.beginsAt);
    const sinceMidnight = began - new Date(began).setHours(0, 0, 0, 0);
    return ticksOf(score, score.beginsAt - sinceMidnight, most).map((at) => ({
      at,
      text: words.session.clock(wallOf(clock, at)),
    }));
  };

interface PresetChartProps {
  readonly preset: Preset;
  /** What a level of 0 dB is at the chair, in dB(A); null: not calibrated. */
  readonly chairDb: number | null;
}

/** What a preset will do, in minutes from the dose mark. */
export const PresetChart = ({ preset, chairDb }: PresetChartProps) => {
  const score = scoreOfPreset(preset);
  return (
    <Framed
      score={score}
      ahead={score.knots}
      label={describeScore(preset.label, score)}
      loudest={loudestText(preset, chairDb)}
      now={null}
      heldAt={null}
      ticksFor={ticksByDose(score)}
    />
  );
};

/** A session by the clock on the wall; at another rate of time, in minutes from the dose mark. */
export const SessionChart = ({ session, clock, nowMs }: SessionProps) => {
  const score = scoreOf(session, nowMs);
  return (
    <Framed
      score={score}
      past={pastKnots(session, nowMs)}
      ahead={nudgedKnots(score, session)}
      label={describeScore(session.preset.label, score)}
      now={nowMs}
      heldAt={session.heldAt}
      ticksFor={clock.rate === 1 ? ticksByWall(score, clock) : ticksByDose(score)}
    />
  );
};
