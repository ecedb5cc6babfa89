// A small picture of the room, whose lamps glow as the real ones are believed to. It changes only as they do.

import { type CSSProperties, useId } from 'react';
import type { LampView, LightsView } from '../../../shared/ipc/snapshot.ts';
import { LIGHT_LADDER, rungOf } from '../../../shared/preset/ladder.ts';
import { useWallNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { areMoving, cssColourOf, isQuick, lookOfLamp, type Spot, spotsOf } from './lamp-light.ts';
import styles from './RoomPicture.module.css';

interface LampProps {
  readonly lamp: LampView;
  readonly spot: Spot;
  readonly wallMs: number;
  readonly share: number;
  readonly isAway: boolean;
}

/** This many lamps glow in full; more of them share the glow, so that many lamps do not make the room white. */
const CROWD = 3;

/** How far a lamp's light reaches in the picture. */
const REACH: Readonly<Record<Spot['hangs'], number>> = { ceiling: 118, stand: 78, wall: 62 };

/** How bright it looks to the eye, 0–1: its place on the ladder. */
const strengthOf = (brightnessPct: number): number =>
  brightnessPct <= 0 ? 0 : rungOf(brightnessPct) / (LIGHT_LADDER.length - 1);

const Lamp = ({ lamp, spot, wallMs, share, isAway }: LampProps) => {
  const id = useId();
  const { x, y, hangs } = spot;
  const look = lookOfLamp(lamp, wallMs);
  const strength = strengthOf(look.brightnessPct);
  const light = { '--light': cssColourOf(look), '--strength': strength, '--share': share } as CSSProperties;
  return (
    <g
      style={light}
      data-away={isAway || undefined}
      data-quick={isQuick(lamp) || undefined}
      className={styles.lamp}
    >
      <radialGradient id={id}>
        <stop className={styles.light} offset="0" stopOpacity="0.62" />
        <stop className={styles.light} offset="0.3" stopOpacity="0.22" />
        <stop className={styles.light} offset="0.62" stopOpacity="0.06" />
        <stop className={styles.light} offset="1" stopOpacity="0" />
      </radialGradient>
      {hangs === 'ceiling' && <path className={styles.line} d={`M${x} -200V${y}`} />}
      {hangs === 'stand' && <path className={styles.line} d={`M${x} ${y}V204M${x - 9} 204h18`} />}
      <circle className={styles.halo} cx={x} cy={y} r={REACH[hangs]} fill={`url(#${id})`} />
      {hangs === 'stand' ? (
        <path className={styles.bulb} d={`M${x - 8} ${y + 6}l4 -14h8l4 14z`} />
      ) : (
        <circle className={styles.bulb} cx={x} cy={y} r={4.5} />
      )}
    </g>
  );
};

/** Wall and floor reach beyond the picture, to fill boxes of other shapes. */
const Furniture = () => (
  <>
    <rect className={styles.wall} x="-800" y="-400" width="1972" height="600" />
    <rect className={styles.floor} x="-800" y="200" width="1972" height="400" />
    <path className={styles.skirting} d="M-800 200H1172" />
    <g className={styles.window}>
      <rect x="24" y="58" width="76" height="96" rx="2" />
      <path d="M62 58v96M24 106h76" />
      <circle className={styles.moon} cx="82" cy="80" r="6" />
    </g>
    <g className={styles.door}>
      <rect x="306" y="84" width="50" height="116" rx="2" />
      <circle cx="314" cy="146" r="2" />
    </g>
    <path className={styles.legs} d="M186 204l-5 16M232 204l5 16" />
    <path className={styles.outline} d="M162 142L186 194H230L258 180" />
    <path className={styles.upholstery} d="M162 142L186 194H230L258 180" />
    <path className={styles.arm} d="M180 172H220" />
  </>
);

interface RoomPictureProps {
  /** Nothing is known of lamps whose bridge is away. */
  readonly lights: Pick<LightsView, 'lamps'> & Partial<Pick<LightsView, 'state'>>;
  /** For somebody who does not see the picture; without it, how many lamps are lit. */
  readonly label?: string;
}

export const RoomPicture = ({ lights, label }: RoomPictureProps) => {
  const wallMs = useWallNow(areMoving(lights.lamps, Date.now()));
  const spots = spotsOf(lights.lamps);
  const shown = lights.lamps.flatMap((lamp) => {
    const spot = spots.get(lamp.id);
    return spot === undefined ? [] : [{ lamp, spot }];
  });
  const crowdOf = ({ lamp }: { readonly lamp: LampView }): number =>
    shown.filter((other) => other.lamp.role === lamp.role).length;
  const lit = shown.filter(({ lamp }) => lookOfLamp(lamp, wallMs).brightnessPct > 0).length;
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 372 232"
      role="img"
      aria-label={label ?? words.side.room(lit)}
    >
      <Furniture />
      {shown.map((one) => (
        <Lamp
          key={one.lamp.id}
          {...one}
          wallMs={wallMs}
          isAway={lights.state === 'away' || !one.lamp.reachable || one.lamp.isUntold}
          share={Math.min(1, Math.sqrt(CROWD / crowdOf(one)))}
        />
      ))}
    </svg>
  );
};
