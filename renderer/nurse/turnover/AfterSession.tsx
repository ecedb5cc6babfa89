// After a session: what to keep of it, the patient's pages, and turning the room over for the next person. Full light
// stays in its place.

import { useState } from 'react';
import { PAGE_KINDS } from '../../../shared/score/display-score.ts';
import type { Turnover } from '../../../shared/session/session.ts';
import { isWiped } from '../../../shared/session/turnover.ts';
import { pagesToPrint, usedPages, usePages, wishedPages } from '../../patient/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import { FullLightButton } from '../common/FullLightButton.tsx';
import { ConsoleHeader } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { usePrint } from '../common/usePrint.tsx';
import { fullLightText } from '../console/console-cards.ts';
import { choosePreset } from '../presets/usePresets.ts';
import styles from './AfterSession.module.css';
import { KeepChanges } from './KeepChanges.tsx';
import { type AfterSessionProps, TurnOver } from './TurnOver.tsx';
import { useKeeping } from './useKeeping.ts';

const { turnover: say } = words;
const { pages } = say;

/**
 * Offers to print what the patient wrote and drew, or to save it as a PDF; nothing without pages. It must never show them,
 * and says plainly that they are gone with the turnover.
 */
const PagesLeft = ({ turnover }: { readonly turnover: Turnover }) => {
  // Renders again whenever the pages change.
  usePages();
  const print = usePrint(pages, async () => pagesToPrint(PAGE_KINDS));
  const used = usedPages();
  if (turnover.steps.pages !== 'ahead' || used.length === 0) return null;
  const wished = wishedPages();
  return (
    <section className={styles.pages} aria-label={pages.title} data-wished={wished.length > 0 || undefined}>
      <div className="pretty grows">
        <p>
          {pages.there(used)} {wished.length > 0 ? pages.wished(used, wished) : pages.plain}
        </p>
        <p className="caption" role="status">
          {print.done ?? pages.gone(used.length > 1)}
        </p>
        <Wrong sentence={print.wrong} />
      </div>
      <div className="keeps-size row-wraps gap-3">{print.keys}</div>
    </section>
  );
};

const doneText = ({ steps }: Turnover): string => (steps.volumes === 'later' ? say.isHeard : say.isDone);

const Foot = ({ snapshot, turnover }: AfterSessionProps) => {
  const { tell } = useCommands();
  const isDone = isWiped(turnover);
  const isFull = snapshot.session.fullLightSince !== null;
  const hint = isFull ? fullLightText(snapshot.lights) : isDone ? doneText(turnover) : say.waits;
  return (
    <footer className="screen-foot">
      <div className="hint-or-refusal">
        <p className={isFull ? 'full-is-on' : 'foot-hint'}>{hint}</p>
        <RefusalLine />
      </div>
      <span className={styles.ready}>
        <Button
          kind={isDone ? 'primary' : 'plain'}
          size="footer"
          why={isDone ? null : words.errors.turnoverNotDone}
          onPress={() => void tell('finishTurnover', {})}
        >
          {say.ready}
        </Button>
      </span>
      <span className="full-light-place-outside">
        <FullLightButton session={snapshot.session} />
      </span>
    </footer>
  );
};

/** The console from the end of a session until the room is ready again. */
export const AfterSession = ({ snapshot, turnover }: AfterSessionProps) => {
  const { tell } = useCommands();
  const keeping = useKeeping(turnover, snapshot);
  const [isBusy, setBusy] = useState(false);
  const { chosen } = keeping;

  /** Keeps the chosen changes before the turnover wipes the label, since they would be lost otherwise. */
  const turnOver = async (): Promise<void> => {
    setBusy(true);
    const mayGo = chosen.length === 0 || (await keeping.keep(chosen));
    if (mayGo) {
      choosePreset(null);
      await tell('turnOver', {});
    }
    setBusy(false);
  };

  return (
    <div className="screen-frame">
      <ConsoleHeader snapshot={snapshot} title={say.title} />
      <main className={styles.main}>
        <div className="stack shrinks gap-4">
          <KeepChanges keeping={keeping} library={snapshot.sound.library} />
          <PagesLeft turnover={turnover} />
        </div>
        <TurnOver
          snapshot={snapshot}
          turnover={turnover}
          isBusy={isBusy}
          keepsFirst={chosen.length}
          onTurnOver={() => void turnOver()}
        />
      </main>
      <Notices snapshot={snapshot} />
      <Foot snapshot={snapshot} turnover={turnover} />
    </div>
  );
};
