// A page to draw on: warm inks on black, three widths, and every step taken back by Undo. The drawing itself lives in
// pages.ts, outlives a crash of this window, and is saved nowhere.

import { Eraser, Undo2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { words } from '../words/index.ts';
import { Choices } from './DrawChoices.tsx';
import { DrawingPaper } from './DrawingPaper.tsx';
import styles from './DrawPage.module.css';
import { INKS, type Ink, STROKE_WIDTHS, type StrokeWidth, WIDTH_PX } from './inks.ts';
import { Key } from './Key.tsx';
import { PageFoot } from './PageFoot.tsx';
import type { PageProps } from './PageLayer.tsx';
import { clearDrawing, undoDrawing } from './pages.ts';
import { useStayAwake } from './useStayAwake.ts';

export const DrawPage = ({ display, onWake, onSomeone }: PageProps): ReactElement => {
  const [ink, setInk] = useState<Ink>('amber');
  const [width, setWidth] = useState<StrokeWidth>('middle');
  const moved = useStayAwake(onWake);
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
        <Key name={page.undo} icon={<Undo2 />} kind="offer" onPress={undoDrawing} />
      </div>
      <div className={styles.foot}>
        <PageFoot request={display.request} onSomeone={onSomeone}>
          <Key name={page.clear} icon={<Eraser />} kind="offer" onPress={clearDrawing} />
        </PageFoot>
      </div>
    </section>
  );
};
