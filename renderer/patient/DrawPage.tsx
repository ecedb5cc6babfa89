// A page to draw on: warm inks on black, three widths, and an Undo for every step. pages.ts holds the drawing, which
// outlives a crash of this window and is saved nowhere.

import { Eraser, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { words } from '../words/index.ts';
import { DrawingPaper, INKS, type Ink } from './DrawingPaper.tsx';
import styles from './DrawPage.module.css';
import { Key } from './Key.tsx';
import { PageFoot } from './PageFoot.tsx';
import type { PageProps } from './PageLayer.tsx';
import { clearDrawing, undoDrawing } from './pages.ts';
import { useStayAwake } from './timing.ts';

const STROKE_WIDTHS = ['fine', 'middle', 'broad'] as const;
type StrokeWidth = (typeof STROKE_WIDTHS)[number];

/** How wide a line is at middle pressure, in CSS pixels. */
const WIDTH_PX: Readonly<Record<StrokeWidth, number>> = { fine: 4, middle: 10, broad: 24 };

export interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly names: Readonly<Record<T, string>>;
  readonly onChoose: (one: T) => void;
  /** The spot of ink that shows what a choice does. */
  readonly look: (one: T) => { readonly ink: Ink; readonly width: StrokeWidth };
}

/** A column of large keys of which one is chosen: an ink, or a width. */
export const Choices = <T extends string>(props: ChoicesProps<T>) => {
  const { label, all, chosen, names, onChoose, look } = props;
  return (
    <fieldset className={styles.choices} aria-label={label}>
      {all.map((one) => {
        const { ink, width } = look(one);
        return (
          <Button
            key={one}
            className={styles.choice ?? ''}
            aria-label={names[one]}
            aria-pressed={one === chosen}
            onPressStart={() => onChoose(one)}
          >
            <span className={`${styles.spot} ${styles[ink]} ${styles[width]}`} />
          </Button>
        );
      })}
    </fieldset>
  );
};

export const DrawPage = ({ request }: PageProps) => {
  const [ink, setInk] = useState<Ink>('amber');
  const [width, setWidth] = useState<StrokeWidth>('middle');
  const moved = useStayAwake();
  const { page } = words;
  return (
    <section className={styles.page} aria-label={words.patient.pages.draw} onPointerDown={moved}>
      <div className={styles.inks}>
        <Choices
          label={page.ink}
          all={INKS}
          chosen={ink}
          names={page.inks}
          onChoose={setInk}
          look={(one) => ({ ink: one, width: 'broad' })}
        />
      </div>
      <DrawingPaper ink={ink} widthPx={WIDTH_PX[width]} onMove={moved} />
      <div className={styles.widths}>
        <Choices
          label={page.width}
          all={STROKE_WIDTHS}
          chosen={width}
          names={page.widths}
          onChoose={setWidth}
          look={(one) => ({ ink, width: one })}
        />
        <Key name={words.undoing.undo} icon={<Undo2 />} kind="offer" onPress={undoDrawing} />
      </div>
      <div className={styles.foot}>
        <PageFoot page="draw" request={request}>
          <Key name={page.clear} icon={<Eraser />} kind="offer" onPress={clearDrawing} />
        </PageFoot>
      </div>
    </section>
  );
};
