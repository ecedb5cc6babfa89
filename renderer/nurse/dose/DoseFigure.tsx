// How long ago the dose was marked. One press opens the correction, and for two minutes another one undoes the mark. Both
// stand away from where the mark was pressed, so that a hasty second press hits neither.

import { PencilLine } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { canUndoDose } from '../../../shared/session/dose.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './DoseFigure.module.css';

const { dose: say } = words;

/** The program starts without it. */
const CorrectDose = lazy(async () => ({ default: (await import('./CorrectDose.tsx')).CorrectDose }));

/** How far the figure's background extends beyond its words, in px: the sheet is aligned with the words. */
const EDGE_PX = 12;

export interface DoseFigureProps extends SessionProps {
  readonly doseAt: Ms;
}

export const DoseFigure = (props: DoseFigureProps) => {
  const { session, doseAt, nowMs } = props;
  const { act } = useCommands();
  const [isOpen, setOpen] = useState(false);
  const figure = useRef<HTMLButtonElement>(null);
  const { kind } = session.preset;
  const canUndo = canUndoDose(session, nowMs);
  return (
    <div className={styles.mark} data-undo={canUndo || undefined}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton ref={figure} className={styles.figure ?? ''}>
          <span className={styles.name}>
            {words.session.sinceDose[kind]}
            <span className={styles.correct}>
              <PencilLine className={styles.sign} aria-hidden="true" />
              {say.correct}
            </span>
          </span>
          <span className={styles.minutes}>{words.session.minutesGone(nowMs - doseAt)}</span>
        </AriaButton>
        {/* Everything outside it, Full light above all, still acts at the first press, which also closes the sheet. */}
        <Popover
          isNonModal
          // A press on the figure closes the sheet by itself; closed before that, it would open again.
          shouldCloseOnInteractOutside={(element) => figure.current?.contains(element) !== true}
          className={styles.sheet ?? ''}
          placement="bottom start"
          offset={6}
          crossOffset={EDGE_PX}
          containerPadding={16}
        >
          <Dialog className="sheet-content scrolling">
            <Heading slot="title" className="sheet-title">
              {say.title[kind]}
            </Heading>
            <Suspense fallback={<div className={styles.coming} />}>
              <CorrectDose {...props} onDone={() => setOpen(false)} />
            </Suspense>
          </Dialog>
        </Popover>
      </DialogTrigger>
      {canUndo && (
        <span className="appears">
          <Button onPress={() => act('undoDoseMark')}>{say.undo}</Button>
        </span>
      )}
    </div>
  );
};
