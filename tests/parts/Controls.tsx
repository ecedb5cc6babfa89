// Everything that can be pressed, typed in, chosen or dragged.

import { type ReactElement, useState } from 'react';
import { Note } from '../../renderer/nurse/plan/PlanForm.tsx';
import { KeepOrDrop } from '../../renderer/nurse/turnover/KeepChanges.tsx';
import { Button, type ButtonProps } from '../../renderer/ui/Button.tsx';
import { Checkbox, Toggle } from '../../renderer/ui/Checkbox.tsx';
import { Choice } from '../../renderer/ui/Choice.tsx';
import { Disclosed } from '../../renderer/ui/Disclosed.tsx';
import { Field } from '../../renderer/ui/Field.tsx';
import { FindField } from '../../renderer/ui/FindField.tsx';
import { MenuButton } from '../../renderer/ui/MenuButton.tsx';
import { NumberStepper } from '../../renderer/ui/NumberStepper.tsx';
import { Hint, Section, Wrong } from '../../renderer/ui/Section.tsx';
import { Segmented } from '../../renderer/ui/Segmented.tsx';
import { StopRange, StopSlider } from '../../renderer/ui/StopSlider.tsx';
import { UndoRedo } from '../../renderer/ui/UndoRedo.tsx';
import { Group, Part, State } from './Part.tsx';

const nothing = (): void => undefined;

const KINDS: readonly NonNullable<ButtonProps['kind']>[] = [
  'plain',
  'primary',
  'check',
  'asked',
  'full',
  'fullOn',
  'link',
];
const SIZES: readonly NonNullable<ButtonProps['size']>[] = ['small', 'medium', 'footer', 'giant'];

const Buttons = (): ReactElement => (
  <>
    <Part name="Button" about="Seven kinds; each says one thing.">
      {KINDS.map((kind) => (
        <State key={kind} name={kind}>
          <Button kind={kind} onPress={nothing}>
            Press
          </Button>
        </State>
      ))}
    </Part>
    <Part name="Button, sizes">
      {SIZES.map((size) => (
        <State key={size} name={size}>
          <Button size={size} kind="primary" hint={size === 'footer' ? 'F1' : ''} onPress={nothing}>
            Start
          </Button>
        </State>
      ))}
    </Part>
    <Part name="Button, not now" about="It keeps its place; its reason shows above it.">
      <State name="refused">
        <Button why="A session is running." onPress={nothing}>
          Press
        </Button>
      </State>
      <State name="busy">
        <Button isBusy onPress={nothing}>
          Press
        </Button>
      </State>
    </Part>
    <Part name="Undo and redo">
      <State name="only undo">
        <div className="row gap-2">
          <UndoRedo steps={{ canUndo: true, canRedo: false, undo: nothing, redo: nothing }} />
        </div>
      </State>
    </Part>
  </>
);

const OPTIONS = [
  { id: 'ambient', name: 'Ambient', about: 'the room itself' },
  { id: 'task', name: 'Task', about: 'where staff look and work' },
  { id: 'door', name: 'Door', about: 'tells outside' },
];

const Fields = (): ReactElement => {
  const [text, setText] = useState('Room 3');
  const [sought, setSought] = useState('har');
  const [minutes, setMinutes] = useState(40);
  const common = { label: 'Name of the room', onChange: setText, hint: 'On the door and in the log.' };
  return (
    <>
      <Part name="Field">
        <State name="with a hint" width="narrow">
          <Field {...common} value={text} />
        </State>
        <State name="empty" width="narrow">
          <Field {...common} value="" example="Room 3" />
        </State>
        <State name="wrong" width="narrow">
          <Field {...common} value={text} wrong="A name has forty characters at most." />
        </State>
        <State name="fixed" width="narrow">
          <Field {...common} value={text} isFixed />
        </State>
        <State name="with a button" width="middle">
          <Field {...common} value={text}>
            <Button onPress={nothing}>Save</Button>
          </Field>
        </State>
      </Part>
      <Part name="Find">
        <State name="empty" width="narrow">
          <FindField
            label="Find a preset"
            clearLabel="Clear"
            sought=""
            onSeek={nothing}
            onGoIntoList={nothing}
          />
        </State>
        <State name="with letters" width="narrow">
          <FindField
            label="Find a track"
            clearLabel="Clear"
            sought={sought}
            onSeek={setSought}
            onGoIntoList={nothing}
          />
        </State>
      </Part>
      <Part name="Number">
        <State name="between its ends" width="narrow">
          <NumberStepper
            label="Length"
            name="Length in minutes"
            unit="min"
            value={minutes}
            least={1}
            most={600}
            lessLabel="One minute shorter"
            moreLabel="One minute longer"
            onChange={setMinutes}
          />
        </State>
        <State name="at its least" width="narrow">
          <NumberStepper
            label="Fade"
            name="Fade in minutes"
            unit="min"
            value={1}
            least={1}
            most={10}
            lessLabel="Shorter"
            moreLabel="Longer"
            onChange={nothing}
          />
        </State>
      </Part>
      <Part name="Note">
        <State name="written" width="narrow">
          <Note
            label="What helps"
            example="the grey blanket"
            text="a slow breath together"
            onWrite={nothing}
            onLeave={nothing}
          />
        </State>
        <State name="empty" width="narrow">
          <Note
            label="What to leave alone"
            example="tears, unless asked"
            text=""
            onWrite={nothing}
            onLeave={nothing}
          />
        </State>
      </Part>
    </>
  );
};

const Choices = (): ReactElement => {
  const [chosen, choose] = useState('ambient');
  const [isOn, turn] = useState(true);
  const [word, say] = useState<'keep' | 'drop' | null>('keep');
  return (
    <>
      <Part name="Choice" about="A list that opens.">
        <State name="label beside" width="narrow">
          <Choice label="Role" options={OPTIONS} chosen={chosen} onChoose={choose} />
        </State>
        <State name="label above" width="narrow">
          <Choice label="Role" isLabelAbove options={OPTIONS} chosen={chosen} onChoose={choose} />
        </State>
        <State name="nothing chosen" width="narrow">
          <Choice
            label="Output"
            isLabelAbove
            options={OPTIONS}
            chosen=""
            missing="Choose another output"
            onChoose={choose}
          />
        </State>
      </Part>
      <Part name="Menu">
        <State name="with words" width="narrow">
          <MenuButton label="Change" entries={OPTIONS} onChoose={nothing} />
        </State>
        <State name="three dots">
          <div style={{ width: 56, height: 56 }}>
            <MenuButton label="More" entries={OPTIONS} onChoose={nothing} isBare />
          </div>
        </State>
      </Part>
      <Part name="Segments" about="One of a few, all in sight.">
        <State name="one chosen" width="middle">
          <Segmented label="Role" options={OPTIONS} chosen={chosen} onChoose={choose} />
        </State>
      </Part>
      <Part name="Toggle">
        <State name="wanted">
          <Toggle name="Eye mask" isSet={isOn} onChange={turn} />
        </State>
        <State name="not wanted">
          <Toggle name="Blanket" isSet={!isOn} onChange={(is) => turn(!is)} />
        </State>
      </Part>
      <Part name="Checkbox">
        <State name="agreed" width="narrow">
          <Checkbox name="We have talked about medicines that can help" isSet={isOn} onChange={turn} />
        </State>
        <State name="not yet" width="narrow">
          <Checkbox name="No work, no hard conversations, phone away" isSet={!isOn} onChange={nothing} />
        </State>
      </Part>
      <Part name="Keep or drop">
        <State name="kept" width="across">
          <KeepOrDrop line="Two steps darker in deep" about="became 2 %" word={word} onSay={say} />
        </State>
        <State name="dropped" width="across">
          <KeepOrDrop line="Softer in return" about="became −12 dB" word="drop" onSay={nothing} />
        </State>
        <State name="not said yet" width="across">
          <KeepOrDrop line="Far Shore was refused" about={null} word={null} onSay={nothing} />
        </State>
      </Part>
    </>
  );
};

const LIGHT = [0, 1, 2, 3, 5, 8, 12, 18, 25, 35, 50, 70, 100];

const Sliders = (): ReactElement => {
  const [pct, setPct] = useState(12);
  const [range, setRange] = useState({ least: 2, most: 50 });
  return (
    <>
      <Part name="Slider" about="It goes by stops that lie closer where it matters.">
        <State name="light" width="narrow">
          <StopSlider
            label="Brightness"
            text={`${pct} %`}
            stops={LIGHT}
            value={pct}
            tone="light"
            onChange={setPct}
          />
        </State>
        <State name="sound" width="narrow">
          <StopSlider
            label="Sound"
            text="soft"
            stops={[-24, -18, -12, -6, 0]}
            value={-12}
            tone="sound"
            onChange={nothing}
          />
        </State>
        <State name="plain" width="narrow">
          <StopSlider label="Fade" text="2 min" stops={[30, 60, 120, 300]} value={120} onChange={nothing} />
        </State>
      </Part>
      <Part name="Range">
        <State name="two ends" width="narrow">
          <StopRange
            label="Light"
            text={`${range.least} to ${range.most} %`}
            stops={LIGHT}
            range={range}
            tone="light"
            leastLabel="Least"
            mostLabel="Most"
            textOf={(value) => `${value} %`}
            onChange={setRange}
          />
        </State>
      </Part>
    </>
  );
};

export const Controls = (): ReactElement => (
  <>
    <Group name="Buttons">
      <Buttons />
    </Group>
    <Group name="Fields">
      <Fields />
    </Group>
    <Group name="Choices">
      <Choices />
    </Group>
    <Group name="Sliders">
      <Sliders />
    </Group>
    <Group name="Sections">
      <Part name="Section">
        <State name="with a hint and an error" width="middle">
          <Section title="Lamps" action={<Button onPress={nothing}>Try it</Button>}>
            <p>Six lamps answer.</p>
            <Hint>A lamp that is left alone is never touched.</Hint>
            <Wrong sentence="The bridge does not answer; check its cable." />
          </Section>
        </State>
      </Part>
      <Part name="Disclosure">
        <State name="closed" width="narrow">
          <Disclosed title="Task lamps">They look like the room.</Disclosed>
        </State>
        <State name="open" width="narrow">
          <Disclosed title="Task lamps" startsOpen>
            They look like the room.
          </Disclosed>
        </State>
      </Part>
    </Group>
  </>
);
