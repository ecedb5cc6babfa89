// The paper to draw on. Finished strokes are drawn once, on one canvas; the stroke under the hand is drawn on another,
// at most once a frame. Nothing is drawn while the hand is still.

import { type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { DrawnStroke } from '../../shared/session/patient-pages.ts';
import { useSize } from '../ui/useSize.ts';
import { words } from '../words/index.ts';
import styles from './DrawingPaper.module.css';
import { addStroke, usePages } from './pages.ts';
import { MOST_POINTS, outlineOf, type StrokePoint } from './stroke-outline.ts';

/** Warm inks, each `--draw-…` in tokens.css. */
export const INKS = ['amber', 'honey', 'rose', 'clay', 'plum'] as const;
export type Ink = (typeof INKS)[number];

/** An ink as `#rrggbb`, as tokens.css has it. */
const inkColour = (ink: Ink, element: Element): string =>
  getComputedStyle(element).getPropertyValue(`--draw-${ink}`).trim();

interface LiveStroke {
  readonly pointerId: number;
  readonly hasPressure: boolean;
  readonly ink: string;
  points: StrokePoint[];
  /** It continues a part that is stored already. */
  goesOn: boolean;
}

export interface DrawingPaperProps {
  readonly ink: Ink;
  /** CSS pixels at middle pressure. */
  readonly widthPx: number;
  readonly onMove: () => void;
}

const fill = (canvas: HTMLCanvasElement | null, strokes: readonly DrawnStroke[]): void => {
  const context = canvas?.getContext('2d');
  for (const { outline, ink } of context ? strokes : []) {
    if (!context) return;
    context.fillStyle = ink;
    context.fill(new Path2D(outline));
  }
};

const wipe = (canvas: HTMLCanvasElement | null): void => {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.save();
  context.resetTransform();
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.restore();
};

/** True where `now` is `before` with more at its end. */
const onlyGrew = (before: readonly DrawnStroke[], now: readonly DrawnStroke[]): boolean =>
  before.length <= now.length && before.every((stroke, i) => stroke === now[i]);

export const DrawingPaper = ({ ink, widthPx, onMove }: DrawingPaperProps) => {
  const pages = usePages();
  const [place, size] = useSize();
  const done = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const lies = useRef<readonly DrawnStroke[]>([]);
  const stroke = useRef<LiveStroke | null>(null);
  const frame = useRef(0);

  // A drawing keeps its own units; on paper of another size it is scaled to fit.
  const own = pages.size ?? size;
  const scale = Math.min(size.width / own.width, size.height / own.height) || 1;

  useLayoutEffect(() => {
    for (const canvas of [done.current, live.current]) {
      if (canvas === null) continue;
      canvas.width = Math.round(size.width * devicePixelRatio);
      canvas.height = Math.round(size.height * devicePixelRatio);
      canvas.getContext('2d')?.setTransform(devicePixelRatio * scale, 0, 0, devicePixelRatio * scale, 0, 0);
    }
    lies.current = [];
  }, [size, scale]);

  useLayoutEffect(() => {
    const more = onlyGrew(lies.current, pages.strokes);
    if (!more) wipe(done.current);
    fill(done.current, more ? pages.strokes.slice(lies.current.length) : pages.strokes);
    lies.current = pages.strokes;
  });

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const outline = ({ points, hasPressure }: LiveStroke, isDone: boolean): string =>
    outlineOf(points, { width: widthPx / scale, hasPressure, isDone });

  const drawLive = (): void => {
    frame.current = 0;
    wipe(live.current);
    if (stroke.current !== null)
      fill(live.current, [{ outline: outline(stroke.current, false), ink: stroke.current.ink }]);
  };

  const drawSoon = (): void => {
    if (frame.current === 0) frame.current = requestAnimationFrame(drawLive);
  };

  const putDown = (part: LiveStroke, isDone: boolean): void => {
    const paper = { width: Math.max(1, size.width), height: Math.max(1, size.height) };
    addStroke({ outline: outline(part, isDone), ink: part.ink }, paper, part.goesOn);
  };

  const pointOf = (event: globalThis.PointerEvent, box: DOMRect): StrokePoint => ({
    x: (event.clientX - box.left) / scale,
    y: (event.clientY - box.top) / scale,
    pressure: event.pressure,
  });

  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    if (stroke.current !== null || event.button !== 0) return;
    onMove();
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    stroke.current = {
      pointerId: event.pointerId,
      hasPressure: event.pointerType === 'pen',
      ink: inkColour(ink, event.currentTarget),
      points: [pointOf(event.nativeEvent, box)],
      goesOn: false,
    };
    drawSoon();
  };

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const present = stroke.current;
    if (present === null || present.pointerId !== event.pointerId) return;
    onMove();
    const box = event.currentTarget.getBoundingClientRect();
    const gathered = event.nativeEvent.getCoalescedEvents();
    const all = gathered.length === 0 ? [event.nativeEvent] : gathered;
    present.points.push(...all.map((one) => pointOf(one, box)));
    if (present.points.length > MOST_POINTS) {
      putDown(present, false);
      present.points = present.points.slice(-2);
      present.goesOn = true;
    }
    drawSoon();
  };

  const end = (event: PointerEvent<HTMLDivElement>): void => {
    const present = stroke.current;
    if (present === null || present.pointerId !== event.pointerId) return;
    // First, so that another stroke can begin.
    stroke.current = null;
    putDown(present, true);
    // The next frame draws the stroke on the other canvas and wipes this one.
    drawSoon();
  };

  return (
    <div
      ref={place}
      className={styles.paper}
      role="img"
      aria-label={words.page.draw}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <canvas ref={done} className={styles.canvas} />
      <canvas ref={live} className={styles.canvas} />
    </div>
  );
};
