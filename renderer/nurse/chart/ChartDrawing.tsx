// Draws the score in pixels: phases as bands, light as a glowing line, sound as dots, checks, the assess mark, a needle for
// the present, and the axis.

import { useId } from 'react';
import type { PhaseName } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import type { Size } from '../../ui/useSize.ts';
import { words } from '../../words/index.ts';
import styles from './ChartDrawing.module.css';
import { type ChartPlace, linePath, placeFor, placesOfNames } from './chart-place.ts';
import { type ChartScore, type Knot, knotAt } from './chart-score.ts';

/** A mark on the time axis. */
export interface Tick {
  readonly at: Ms;
  readonly text: string;
}

export interface DrawingProps {
  readonly score: ChartScore;
  /** The lines to come: the score's own knots, or those with the patient's steps. */
  readonly ahead: readonly Knot[];
  /** The lines as they were, where something runs. */
  readonly past?: readonly Knot[];
  /** For somebody who does not see the picture. */
  readonly label: string;
  /** null: nothing runs, and all of it is drawn as bright as the past. */
  readonly now: Ms | null;
  readonly heldAt: Ms | null;
  /** The phase whose band stands out, where nothing runs. */
  readonly marked?: PhaseName | null;
  readonly ticksFor: (most: number) => readonly Tick[];
}

interface Placed {
  readonly place: ChartPlace;
}

type Drawn = Pick<DrawingProps, 'score' | 'now'> & Placed;

const Bands = ({ score, place, now, marked }: Drawn & Pick<DrawingProps, 'marked'>) => {
  const names = placesOfNames(score.phases, place, now === null ? null : place.x(now));
  return score.phases.map(({ name, beganAt, endsAt }, i) => {
    const x = place.x(beganAt);
    const at = names[i] ?? null;
    return (
      <g key={`${name} ${beganAt}`}>
        <rect
          className={styles.band}
          data-now={(now === null ? name === marked : now >= beganAt && now < endsAt) || undefined}
          x={x + 1}
          y={place.top}
          width={Math.max(0, place.x(endsAt) - x - 2)}
          height={place.height}
          rx={6}
        />
        {at !== null && (
          <text
            className={styles.phase}
            x={at.x}
            y={place.top + place.em * (at.row === 'above' ? -0.45 : 1.6)}
          >
            {words.phases[name]}
          </text>
        )}
      </g>
    );
  });
};

const Checks = ({ score, place, now }: Drawn) => {
  const bottom = place.top + place.height;
  const named = score.checks.find(({ state }) => state !== 'done');
  const nowX = now === null ? null : place.x(now);
  return score.checks.map(({ at, state }) => {
    const x = place.x(at);
    // Its name stays clear of the needle.
    const isCrossed = nowX !== null && nowX >= x && nowX < x + place.em * 4;
    return (
      <g key={at}>
        <line className={styles.checkLine} data-state={state} x1={x} x2={x} y1={place.top} y2={bottom} />
        <circle
          className={styles.checkDot}
          data-state={state}
          cx={x}
          cy={bottom}
          r={place.em * (state === 'due' ? 0.5 : 0.36)}
        />
        {at === named?.at && (
          <text
            className={styles.checkName}
            x={x + place.em * (isCrossed ? -0.7 : 0.7)}
            y={bottom - place.em * 0.8}
            textAnchor={isCrossed ? 'end' : 'start'}
          >
            {words.chart.check}
          </text>
        )}
      </g>
    );
  });
};

const Assess = ({ score, place, now }: Drawn) => {
  const x = place.x(score.assessAt);
  const nowX = now === null ? null : place.x(now);
  const end = x - place.em * 0.6;
  // Its name stays clear of the needle's head.
  const isMet = nowX !== null && nowX > end - place.em * 3.6 && nowX < x + place.em * 0.6;
  return (
    <g>
      <line className={styles.assessLine} x1={x} x2={x} y1={place.top} y2={place.top + place.height} />
      <text
        className={styles.assessName}
        x={isMet ? Math.min(end, nowX - place.em * 0.8) : end}
        y={place.top - place.em * 0.45}
        textAnchor="end"
      >
        {words.chart.assess}
      </text>
    </g>
  );
};

interface NeedleProps extends Placed {
  readonly x: number;
  readonly here: Knot | null;
  readonly isHeld: boolean;
}

/** To half a pixel, or what moves a little with each second would be on its way, and be drawn anew, at every frame. */
const inHalves = (px: number): number => Math.round(px * 2) / 2;

const Needle = ({ x, here, isHeld, place }: NeedleProps) => {
  const isFar = x > place.left + place.width - place.em * 6;
  return (
    <g>
      <line
        className={styles.needle}
        x1={x}
        x2={x}
        y1={place.top - place.em * 0.7}
        y2={place.top + place.height}
      />
      <circle className={styles.needleHead} cx={x} cy={place.top - place.em * 0.7} r={place.em * 0.4} />
      {here !== null && (
        <>
          <circle
            className={styles.soundHere}
            cx={x}
            cy={inHalves(place.yOfLevel(here.levelDb))}
            r={place.em * 0.34}
          />
          <circle
            className={styles.lightHere}
            cx={x}
            cy={inHalves(place.yOfRung(here.rung))}
            r={place.em * 0.42}
          />
        </>
      )}
      {isHeld && (
        <text
          className={styles.onHold}
          x={x + place.em * (isFar ? -0.8 : 0.8)}
          y={place.top - place.em * 0.4}
          textAnchor={isFar ? 'end' : 'start'}
        >
          {words.chart.held}
        </text>
      )}
    </g>
  );
};

const Axis = ({ ticks, place }: { readonly ticks: readonly Tick[] } & Placed) =>
  ticks.map(({ at, text }) => {
    const x = place.x(at);
    const half = place.em * 1.8;
    const anchor = x - half < place.left ? 'start' : x + half > place.left + place.width ? 'end' : 'middle';
    return (
      <text
        key={at}
        className={styles.tick}
        x={x}
        y={place.top + place.height + place.em * 1.9}
        textAnchor={anchor}
      >
        {text}
      </text>
    );
  });

interface LinesProps extends Placed {
  readonly knots: readonly Knot[];
  /** The url of the gradient beneath the light's line. */
  readonly fill: string;
}

const Lines = ({ knots, fill, place }: LinesProps) => {
  const light = linePath(knots, ({ at, rung }) => [place.x(at), place.yOfRung(rung)]);
  const sound = linePath(knots, ({ at, levelDb }) => [place.x(at), place.yOfLevel(levelDb)]);
  const bottom = place.top + place.height;
  const [first, last] = [knots[0], knots.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      <path d={`${light} L${place.x(last.at)} ${bottom} L${place.x(first.at)} ${bottom} Z`} fill={fill} />
      <path className={styles.light} d={light} />
      <path className={styles.sound} d={sound} />
    </>
  );
};

export const Drawing = ({ size, ...props }: DrawingProps & { readonly size: Size }) => {
  const { score, ahead, past = [], label, now, heldAt, marked = null } = props;
  const id = useId();
  const place = placeFor(size, score);
  const nowX = now === null ? null : place.x(now);
  const behind = nowX ?? 0;
  const fill = `url(#${id}-light)`;
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${size.width} ${size.height}`}
      fontSize={place.em}
      role="img"
      aria-label={label}
    >
      <defs>
        <linearGradient id={`${id}-light`} x1="0" x2="0" y1="0" y2="1">
          <stop className={styles.lightTop} offset="0" />
          <stop className={styles.lightFoot} offset="1" />
        </linearGradient>
        <clipPath id={`${id}-behind`}>
          <rect width={behind} height={size.height} />
        </clipPath>
        <clipPath id={`${id}-ahead`}>
          <rect x={behind} width={Math.max(0, size.width - behind)} height={size.height} />
        </clipPath>
      </defs>
      <Bands score={score} place={place} now={now} marked={marked} />
      {heldAt !== null && nowX !== null && (
        <rect
          className={styles.held}
          x={place.x(heldAt)}
          y={place.top}
          width={Math.max(2, nowX - place.x(heldAt))}
          height={place.height}
        />
      )}
      <g clipPath={`url(#${id}-ahead)`} className={styles.ahead} data-faint={nowX !== null || undefined}>
        <Lines knots={ahead} fill={fill} place={place} />
      </g>
      <g clipPath={`url(#${id}-behind)`}>
        <Lines knots={past} fill={fill} place={place} />
      </g>
      <Checks score={score} place={place} now={now} />
      <Assess score={score} place={place} now={now} />
      {nowX !== null && (
        <Needle x={nowX} here={knotAt(ahead, now ?? 0)} isHeld={heldAt !== null} place={place} />
      )}
      <Axis ticks={props.ticksFor(place.width / (place.em * 5.6))} place={place} />
    </svg>
  );
};
