// A slider with stops that lie closer where it matters, and its value as text beside its label. With two handles it is a
// range, whose ends cannot pass each other.

import { useLayoutEffect, useRef } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { nearestPlace, type Range } from '../../shared/preset/ladder.ts';
import styles from './StopSlider.module.css';

interface Thumb {
  /** Its accessible name, before the slider's; null: none. */
  readonly name: string | null;
  /** Its value as a screen reader says it. */
  readonly text: string;
}

interface TrackProps {
  readonly label: string;
  /** The value as text beside the label. */
  readonly text: string;
  /** The values to stop at, from least to most. */
  readonly stops: readonly number[];
  readonly values: readonly number[];
  readonly thumbs: readonly Thumb[];
  readonly tone?: 'light' | 'sound' | 'plain';
  readonly onChange: (values: readonly number[]) => void;
}

const Handle = ({ index, thumb }: { readonly index: number; readonly thumb: Thumb }) => {
  const input = useRef<HTMLInputElement>(null);
  // Otherwise a screen reader would say the index of the stop.
  useLayoutEffect(() => input.current?.setAttribute('aria-valuetext', thumb.text));
  return (
    <SliderThumb
      index={index}
      inputRef={input}
      className={styles.thumb ?? ''}
      {...(thumb.name === null ? {} : { 'aria-label': thumb.name })}
    />
  );
};

const Stops = ({ label, text, stops, values, thumbs, tone = 'plain', onChange }: TrackProps) => {
  const places = values.map((value) => nearestPlace(stops, value));
  const last = stops.length - 1;
  const shares = places.map((place) => (place / Math.max(1, last)) * 100);
  const from = shares.length > 1 ? Math.min(...shares) : 0;
  const to = Math.max(...shares);
  // A value between two stops stays until its own handle moves.
  const change = (moved: readonly number[]): void =>
    onChange(moved.map((place, i) => (place === places[i] ? (values[i] ?? 0) : (stops[place] ?? 0))));
  return (
    <Slider
      className={styles.slider ?? ''}
      data-tone={tone}
      value={[...places]}
      minValue={0}
      maxValue={last}
      step={1}
      onChange={change}
    >
      <Label className="caption">{label}</Label>
      <SliderOutput className={styles.valueText ?? ''}>{text}</SliderOutput>
      <SliderTrack className={styles.track ?? ''}>
        <span className={styles.rail} />
        <span
          className={styles.fill}
          data-from-least={shares.length === 1 || undefined}
          style={{ left: `${from}%`, width: `${to - from}%` }}
        />
        {thumbs.map((thumb, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a handle is known by its place.
          <Handle key={i} index={i} thumb={thumb} />
        ))}
      </SliderTrack>
    </Slider>
  );
};

type Shown = Pick<TrackProps, 'label' | 'text' | 'stops' | 'tone'>;

interface StopSliderProps extends Shown {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export const StopSlider = ({ value, onChange, ...rest }: StopSliderProps) => (
  <Stops
    {...rest}
    values={[value]}
    thumbs={[{ name: null, text: rest.text }]}
    onChange={([moved = value]) => onChange(moved)}
  />
);

interface StopRangeProps extends Shown {
  readonly range: Range;
  readonly leastLabel: string;
  readonly mostLabel: string;
  readonly textOf: (value: number) => string;
  readonly onChange: (range: Range) => void;
}

export const StopRange = ({ range, leastLabel, mostLabel, textOf, onChange, ...rest }: StopRangeProps) => (
  <Stops
    {...rest}
    values={[range.least, range.most]}
    thumbs={[
      { name: leastLabel, text: textOf(range.least) },
      { name: mostLabel, text: textOf(range.most) },
    ]}
    onChange={([least = range.least, most = range.most]) => onChange({ least, most })}
  />
);
