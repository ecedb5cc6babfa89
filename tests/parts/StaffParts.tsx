// The parts of the staff's console: readiness, figures, chart, cards, plan and lock.

import { type ReactElement, useState } from 'react';
import { RoomPicture } from '../../renderer/nurse/chart/RoomPicture.tsx';
import { PresetChart, SessionChart } from '../../renderer/nurse/chart/SessionChart.tsx';
import { Notices } from '../../renderer/nurse/common/Notices.tsx';
import { ConsoleNow } from '../../renderer/nurse/console/ConsoleNow.tsx';
import { RequestCard } from '../../renderer/nurse/console/PatientAsks.tsx';
import { PatientMiniature } from '../../renderer/nurse/console/PatientMiniature.tsx';
import { Readiness } from '../../renderer/nurse/console/Readiness.tsx';
import { LampsChanged, OutputLost } from '../../renderer/nurse/console/RoomAlerts.tsx';
import { readinessOf } from '../../renderer/nurse/console/readiness-facts.ts';
import { StatusCards } from '../../renderer/nurse/console/StatusCards.tsx';
import { CorrectDose } from '../../renderer/nurse/dose/CorrectDose.tsx';
import { PinPad } from '../../renderer/nurse/lock/PinPad.tsx';
import { MeasuringLine } from '../../renderer/nurse/music/MeasuringLine.tsx';
import { NothingHere } from '../../renderer/nurse/music/TrackList.tsx';
import { BeginPlan } from '../../renderer/nurse/plan/Plan.tsx';
import { PlanForm } from '../../renderer/nurse/plan/PlanForm.tsx';
import { PlanNow, PlanReading } from '../../renderer/nurse/plan/PlanNow.tsx';
import { VersionList, type VersionListProps } from '../../renderer/nurse/setup/SetupEarlier.tsx';
import { LampRoles, SetupPowerCut } from '../../renderer/nurse/setup/SetupLamps.tsx';
import { SetupLoginStart } from '../../renderer/nurse/setup/SetupLoginStart.tsx';
import type { LampView, LoginStartView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { Group, Part, State } from './Part.tsx';
import styles from './parts.module.css';
import {
  ASKED,
  CHECK_DUE,
  COMING,
  DEEP,
  FULL_LIGHT,
  lampsAt,
  NOW_MS,
  PLAN,
  PRESET,
  roomWith,
  SETTLING,
  SNAPSHOT,
  WALL_MS,
} from './sample-room.ts';

const nothing = (): void => undefined;

const NEEDS_A_LOOK: Snapshot = {
  ...SNAPSHOT,
  lights: { ...SNAPSHOT.lights, lamps: lampsAt(40).map((lamp, i) => ({ ...lamp, reachable: i !== 3 })) },
  sound: { ...SNAPSHOT.sound, chairDb: null },
  quiet: { ...SNAPSHOT.quiet, onMains: false, disk: 'low' },
};

const ASKS: Snapshot = {
  ...SNAPSHOT,
  lights: { ...SNAPSHOT.lights, state: 'connecting' },
  sound: { ...SNAPSHOT.sound, outputs: { ...SNAPSHOT.sound.outputs, isKnown: false, inUse: null } },
};

const TROUBLED: Snapshot = {
  ...SNAPSHOT,
  faults: [
    { code: 'bridgeUnreachable', about: null, sinceWallMs: WALL_MS },
    { code: 'trackUnreadable', about: 'Far Shore', sinceWallMs: WALL_MS },
  ],
  notices: [{ id: 'a', code: 'presetsQuarantined', about: 'presets.broken.json' }],
};

/** Presets and settings as they were today, yesterday and long before. */
const EARLIER: VersionListProps = {
  versions: [
    {
      id: '1',
      untilWallMs: NOW_MS - 3_600_000,
      since: ['Changed since: “Amber Heron”.', 'Added since: “Cedar Finch”.'],
    },
    {
      id: '2',
      untilWallMs: NOW_MS - 25 * 3_600_000,
      since: ['Changed since: the bridge and the folders of music.'],
    },
    {
      id: '3',
      untilWallMs: NOW_MS - 240 * 3_600_000,
      since: ['Removed since: “Amber Heron”, “Cedar Finch” and 12 more.'],
    },
  ],
  nowMs: NOW_MS,
  whyNot: null,
  isBusy: false,
  goBack: () => {},
};

const LOGIN_STARTS: readonly (readonly [string, LoginStartView])[] = [
  ['off', { isOn: false, restarts: true, isNow: false }],
  ['from the next login on', { isOn: true, restarts: true, isNow: false }],
  ['on', { isOn: true, restarts: true, isNow: true }],
  ['a system that cannot', { isOn: true, restarts: false, isNow: false }],
];

const withLoginStart = (loginStart: LoginStartView): Snapshot => ({
  ...SNAPSHOT,
  quiet: { ...SNAPSHOT.quiet, loginStart },
});

const withLamps = (change: (lamp: LampView, i: number) => Partial<LampView>): Snapshot => ({
  ...SNAPSHOT,
  session: EMPTY_ROOM,
  lights: {
    ...SNAPSHOT.lights,
    lamps: lampsAt(40).map((lamp, i) => ({ ...lamp, ...change(lamp, i) })),
  },
});

/** One lamp for each thing that can be wrong with one. */
const ODD_LAMPS: Snapshot = withLamps((_lamp, i) => ({
  isUnclear: i === 0,
  runsOther: i === 1,
  isUntold: i === 2,
  reachable: i !== 3,
}));

const AFTER_POWER_CUT: Snapshot = withLamps((_lamp, i) => ({
  afterPowerCut: i < 2 ? 'otherwise' : i < 4 ? 'asBefore' : null,
}));

const AWAY: Snapshot = { ...ODD_LAMPS, lights: { ...SNAPSHOT.lights, state: 'away', lamps: [] } };

const moments = [
  ['settling', SETTLING],
  ['dose marked', DEEP],
  ['check due', CHECK_DUE],
] as const;

const WithPlan = (): ReactElement => {
  const [plan, setPlan] = useState(PLAN);
  return <PlanForm plan={plan} onChange={(_, next) => setPlan(next)} onLeave={nothing} />;
};

export const StaffParts = (): ReactElement => (
  <>
    <Group name="The console">
      <Part name="Readiness" about="Eight facts before Start.">
        <State name="all but music is known" width="across">
          <Readiness facts={readinessOf(SNAPSHOT, PRESET, null)} />
        </State>
        <State name="some need a look" width="across">
          <Readiness facts={readinessOf(NEEDS_A_LOOK, PRESET, null)} />
        </State>
        <State name="not known yet" width="across">
          <Readiness facts={readinessOf(ASKS, PRESET, null)} />
        </State>
      </Part>
      <Part name="Figures">
        {moments.map(([name, session]) => (
          <State key={name} name={name} width="across">
            <ConsoleNow session={session} clock={SNAPSHOT.clock} nowMs={NOW_MS} />
          </State>
        ))}
      </Part>
      <Part name="Chart">
        <State name="of a preset" width="across">
          <div className={styles.chart}>
            <PresetChart preset={PRESET} chairDb={62} />
          </div>
        </State>
        <State name="of a session" width="across">
          <div className={styles.chart}>
            <SessionChart session={DEEP} clock={SNAPSHOT.clock} nowMs={NOW_MS} />
          </div>
        </State>
      </Part>
      <Part name="Picture of the room">
        {[40, 3].map((pct) => (
          <State key={pct} name={`at ${pct} %`}>
            <div className={styles.picture}>
              <RoomPicture lights={{ lamps: lampsAt(pct) }} />
            </div>
          </State>
        ))}
      </Part>
      <Part name="Status cards">
        <State name="as agreed" width="across">
          <StatusCards snapshot={SNAPSHOT} session={SETTLING} now={{ wallMs: WALL_MS, sessionMs: NOW_MS }} />
        </State>
        <State name="someone is asked for" width="across">
          <StatusCards
            snapshot={roomWith(ASKED)}
            session={ASKED}
            now={{ wallMs: WALL_MS, sessionMs: NOW_MS }}
          />
        </State>
        <State name="full light" width="across">
          <StatusCards
            snapshot={roomWith(FULL_LIGHT)}
            session={FULL_LIGHT}
            now={{ wallMs: WALL_MS, sessionMs: NOW_MS }}
          />
        </State>
      </Part>
      <Part name="Request">
        <State name="unanswered" width="middle">
          <RequestCard session={ASKED} clock={SNAPSHOT.clock} nowMs={NOW_MS} />
        </State>
        <State name="answered" width="middle">
          <RequestCard session={COMING} clock={SNAPSHOT.clock} nowMs={NOW_MS} />
        </State>
      </Part>
      <Part name="Patient in small">
        <State name="awake" width="narrow">
          <div style={{ height: 240 }}>
            <PatientMiniature session={DEEP} clock={SNAPSHOT.clock} nowMs={NOW_MS} heardDb={-12} />
          </div>
        </State>
      </Part>
      <Part name="Notices">
        <State name="faults and a notice" width="across">
          <Notices snapshot={TROUBLED} />
        </State>
        <State name="output lost" width="across">
          <OutputLost outputs={{ ...SNAPSHOT.sound.outputs, isLost: true }} />
        </State>
        <State name="changed by hand" width="across">
          <LampsChanged
            lights={{
              ...SNAPSHOT.lights,
              lamps: lampsAt(40).map((lamp, i) => ({ ...lamp, isChanged: i === 0 })),
            }}
          />
        </State>
      </Part>
      <Part name="Correct the dose mark">
        <State name="as it stands" width="across">
          <CorrectDose
            session={DEEP}
            doseAt={DEEP.doseAt ?? NOW_MS}
            clock={SNAPSHOT.clock}
            nowMs={NOW_MS}
            onDone={nothing}
          />
        </State>
      </Part>
    </Group>
    <Group name="Set-up">
      <Part name="Lamps" about="Their roles, and what is known of each.">
        <State name="one shown" width="across">
          <LampRoles
            snapshot={{
              ...withLamps(() => ({})),
              lights: { ...SNAPSHOT.lights, trying: 'Window right' },
            }}
          />
        </State>
        <State name="all that can be wrong with one" width="across">
          <LampRoles snapshot={ODD_LAMPS} />
        </State>
        <State name="bridge away" width="across">
          <LampRoles snapshot={AWAY} />
        </State>
      </Part>
      <Part name="Start of the computer" about="As the system says it.">
        {LOGIN_STARTS.map(([name, view]) => (
          <State key={name} name={name} width="middle">
            <SetupLoginStart snapshot={withLoginStart(view)} />
          </State>
        ))}
      </Part>
      <Part name="Earlier versions" about="What differs since, and the way back.">
        <State name="some" width="middle">
          <VersionList {...EARLIER} />
        </State>
        <State name="a session runs" width="middle">
          <VersionList {...EARLIER} whyNot="A session is running." />
        </State>
        <State name="none" width="middle">
          <VersionList {...EARLIER} versions={[]} />
        </State>
      </Part>
      <Part name="After a power cut">
        <State name="some come up white" width="across">
          <SetupPowerCut snapshot={AFTER_POWER_CUT} />
        </State>
        <State name="all as before" width="across">
          <SetupPowerCut snapshot={withLamps(() => ({}))} />
        </State>
      </Part>
    </Group>
    <Group name="Plan, lock and music">
      <Part name="Plan note" about="What matters of the plan now.">
        <State name="while settling" width="middle">
          <PlanNow session={SETTLING} nowMs={NOW_MS} />
        </State>
        <State name="someone is asked for" width="middle">
          <PlanNow session={ASKED} nowMs={NOW_MS} />
        </State>
      </Part>
      <Part name="Plan to read">
        <State name="filled in" width="across">
          <PlanReading plan={PLAN} />
        </State>
      </Part>
      <Part name="Plan to fill in">
        <State name="filled in" width="across">
          <WithPlan />
        </State>
      </Part>
      <Part name="No plan">
        <State name="to begin" width="across">
          <BeginPlan onBegin={nothing} />
        </State>
      </Part>
      <Part name="PIN pad">
        <State name="nothing typed">
          <PinPad />
        </State>
      </Part>
      <Part name="Measuring">
        <State name="under way" width="middle">
          <MeasuringLine library={SNAPSHOT.sound.library} />
        </State>
      </Part>
      <Part name="Nothing here">
        <State name="no music">
          <NothingHere reason="noMusic" sought="" />
        </State>
        <State name="none found">
          <NothingHere reason="noneFound" sought="harbour" />
        </State>
      </Part>
    </Group>
  </>
);
