// After a session: what to keep of it, the patient's pages, and turning the room over for the next person. Full light
// stays in its place.

import { type ReactElement, useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Turnover } from '../../../shared/session/session.ts';
import { isWiped } from '../../../shared/session/turnover.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { FullLightButton } from '../common/FullLightButton.tsx';
import { RoomBadges, ScreenLinks } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { choosePreset } from '../presets/chosen-preset.ts';
import styles from './AfterSession.module.css';
import { KeepChanges } from './KeepChanges.tsx';
import { PagesLeft } from './PagesLeft.tsx';
import { TurnOver } from './TurnOver.tsx';
import { useKeeping } from './useKeeping.ts';

const { turnover: say } = words;

interface AfterSessionProps {
  readonly snapshot: Snapshot;
  readonly turnover: Turnover;
}

const Header = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => (
  <header className="narrows row gap-4">
    <h1 className="one-line strong">
      {say.title}
      {words.app.separator}
      {snapshot.roomName}
    </h1>
    <RoomBadges snapshot={snapshot} />
    <ScreenLinks />
  </header>
);

const doneSaid = ({ steps }: Turnover): string => (steps.volumes === 'later' ? say.isHeard : say.isDone);

const Foot = ({ snapshot, turnover }: AfterSessionProps): ReactElement => {
  const { tell } = useCommands();
  const isDone = isWiped(turnover);
  const isFull = snapshot.session.fullLightSince !== null;
  const hint = isFull ? words.before.fullLightOn : isDone ? doneSaid(turnover) : say.waits;
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
export const AfterSession = ({ snapshot, turnover }: AfterSessionProps): ReactElement => {
  const { tell } = useCommands();
  const keeping = useKeeping(turnover, snapshot.presets);
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
      <Header snapshot={snapshot} />
      <main className={styles.main}>
        <div className="stack shrinks gap-4">
          <KeepChanges keeping={keeping} library={snapshot.sound.library} />
          <PagesLeft turnover={turnover} />
        </div>
        <TurnOver
          turnover={turnover}
          lights={snapshot.lights}
          roomLook={snapshot.roomLook}
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
