// How long ago the dose was marked, and what can be done about a mark that is wrong: one press opens what puts it
// right, and for two minutes another takes it back. It stands apart from where the mark was pressed, so that a second
// press in haste meets neither.

import { PencilLine } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useRef, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { ClockAnchor } from '../../../shared/session/clock.ts';
import { canUndoDose } from '../../../shared/session/dose.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './DoseFigure.module.css';

const { dose: say } = words;

/** A start does not wait for it. */
const CorrectDose = lazy(async () => ({ default: (await import('./CorrectDose.tsx')).CorrectDose }));

/** How far the figure's ground reaches beyond its words, in px: the sheet stands in line with the words. */
const EDGE_PX = 12;

export interface DoseFigureProps {
  readonly session: RunningSession;
  readonly doseAt: Ms;
  readonly clock: ClockAnchor;
  /** On the session clock. */
  readonly nowMs: Ms;
}

/** The figure "Since first device", which opens what puts the mark right. */
export const DoseFigure = ({ session, doseAt, clock, nowMs }: DoseFigureProps): ReactElement => {
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
        {/* Nothing outside it is barred: Full light and all else act at the first press, and the sheet goes. */}
        <Popover
          isNonModal
          // The figure closes what it has opened; closed before, its press would open it anew.
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
              <CorrectDose session={session} doseAt={doseAt} clock={clock} onDone={() => setOpen(false)} />
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
