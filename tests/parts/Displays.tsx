// The patient display and the sign by the door, each in its states.

import { Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { DoorSign } from '../../renderer/door/DoorSign.tsx';
import { INKS } from '../../renderer/patient/DrawingPaper.tsx';
import { Choices } from '../../renderer/patient/DrawPage.tsx';
import { Key } from '../../renderer/patient/Key.tsx';
import { PatientDisplay } from '../../renderer/patient/PatientDisplay.tsx';
import { words } from '../../renderer/words/index.ts';
import { EMPTY_ROOM, type RunningSession } from '../../shared/session/session.ts';
import { Group, Part, State } from './Part.tsx';
import styles from './parts.module.css';
import { ASKED, CHECK_DUE, COMING, DEEP, NOW_MS, roomWith, SETTLING, SILENT } from './sample-room.ts';

const nothing = (): void => undefined;

const Patient = ({ session }: { readonly session: RunningSession }): ReactElement => (
  <div className={styles.display}>
    <PatientDisplay session={session} nowMs={NOW_MS} heardDb={-12} isSmall />
  </div>
);

const PATIENT = [
  ['asleep', SETTLING],
  ['awake', DEEP],
  ['silent', SILENT],
  ['someone is asked for', ASKED],
  ['someone is coming', COMING],
] as const;

const DOOR = [
  ['free', EMPTY_ROOM],
  ['quiet', DEEP],
  ['check due', CHECK_DUE],
  ['asked for', ASKED],
] as const;

export const Displays = (): ReactElement => (
  <>
    <Group name="The patient display">
      <Part name="Patient display" about="Fainter than anything else.">
        {PATIENT.map(([name, session]) => (
          <State key={name} name={name}>
            <Patient session={session} />
          </State>
        ))}
      </Part>
      <Part name="Patient keys">
        {(['upper', 'lower', 'offer', 'bar'] as const).map((kind) => (
          <State key={kind} name={kind} width="narrow">
            <div className={styles.footer}>
              <Key name="Lighter" icon={<Sun />} kind={kind} onPress={nothing} />
            </div>
          </State>
        ))}
        <State name="kept" width="narrow">
          <div className={styles.footer}>
            <Key name="Silence" icon={<Sun />} isKept tellsState onPress={nothing} />
          </div>
        </State>
      </Part>
      <Part name="Inks">
        <State name="one chosen">
          <div className="row gap-5">
            <Choices
              label={words.page.ink}
              all={INKS}
              chosen="amber"
              names={words.page.inks}
              onChoose={nothing}
              look={(ink) => ({ ink, width: 'broad' })}
            />
          </div>
        </State>
      </Part>
    </Group>
    <Group name="The sign by the door">
      <Part name="Door sign">
        {DOOR.map(([name, session]) => (
          <State key={name} name={name}>
            <div className={styles.display}>
              <DoorSign snapshot={roomWith(session)} />
            </div>
          </State>
        ))}
      </Part>
    </Group>
  </>
);
