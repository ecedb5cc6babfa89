// Set-up of the sign by the door: whether it is open, on which display, what it waits for when that is gone, and how much
// it tells.

import type { DisplayView, DoorDisplayView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import type { Option } from '../../ui/MenuButton.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupDoor.module.css';

const { door: say } = words.setup;

/** Stands for any display but the room's. */
const ANY = 'any';

/** A display's name here; two of the same name are told apart by their place. */
const nameOf = ({ id, name }: DisplayView, displays: readonly DisplayView[]): string => {
  const alike = displays.filter((other) => other.name === name);
  const place = alike.findIndex((other) => other.id === id);
  return alike.length < 2 || place < 0 ? name : say.oneOf(name, place + 1, alike.length);
};

const optionsOf = ({ displays }: DoorDisplayView): readonly Option[] => [
  { id: ANY, name: say.any },
  ...displays
    .filter(({ isRooms }) => !isRooms)
    .map((display) => ({ id: display.id, name: nameOf(display, displays) })),
];

/** Where the sign is, and whether that is where somebody wants it. */
const stateOf = ({ doorWindow, door }: Snapshot['quiet']): { text: string; isAway: boolean } => {
  const { chosen, displays, isAway } = door;
  if (isAway && chosen !== null) {
    if (chosen.isRooms) return { text: say.isRooms(chosen.name), isAway };
    return { text: doorWindow ? say.away(chosen.name) : say.awayClosed(chosen.name), isAway };
  }
  if (!doorWindow) return { text: say.closed, isAway: false };
  if (isAway) return { text: say.awayAny, isAway };
  const others = displays.filter(({ isRooms }) => !isRooms);
  const on = chosen ?? (others.length === 1 ? others[0] : undefined);
  if (on !== undefined) return { text: say.onDisplay(nameOf(on, displays)), isAway };
  return { text: others.length === 0 ? say.asWindow : say.onDisplay(say.any), isAway };
};

export const SetupDoor = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const opening = useAsk();
  const choosing = useAsk();
  const telling = useAsk();
  const { quiet } = snapshot;
  const { chosen, displays, isAway } = quiet.door;
  const { text, isAway: isMissed } = stateOf(quiet);
  const options = optionsOf(quiet.door);
  const rooms = displays.find(({ isRooms }) => isRooms);
  const choose = (id: string): void =>
    void choosing.ask('chooseDoorDisplay', { displayId: id === ANY ? null : id });
  return (
    <Section
      title={say.title}
      action={
        <Button
          isBusy={opening.isBusy}
          onPress={() => void opening.ask('showDoor', { open: !quiet.doorWindow })}
        >
          {quiet.doorWindow ? say.close : say.open}
        </Button>
      }
    >
      <p role="status" className={styles.state} data-away={isMissed || undefined}>
        {text}
      </p>
      {(options.length > 1 || chosen !== null) && (
        <Choice
          label={say.display}
          isLabelAbove
          options={options}
          chosen={chosen === null ? ANY : isAway ? '' : chosen.id}
          missing={chosen === null ? '' : chosen.isRooms ? chosen.name : say.missing(chosen.name)}
          onChoose={choose}
        />
      )}
      {displays.length < 2 && <Hint>{say.onlyOne}</Hint>}
      {displays.length > 1 && rooms !== undefined && <Hint>{say.roomIsOn(nameOf(rooms, displays))}</Hint>}
      <Checkbox
        name={say.tellsWish}
        isSet={quiet.doorTellsWish}
        onChange={(tells) => void telling.ask('tellWish', { tells })}
      />
      <Hint>{say.tellsWishAbout}</Hint>
      <Wrong sentence={opening.wrong ?? choosing.wrong ?? telling.wrong} />
    </Section>
  );
};
