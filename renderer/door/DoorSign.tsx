// The sign by the door: large words and a colour, readable from the corridor. A sign fades into the next over more than
// a second. It must never forbid staff to enter, nor tell the corridor what a patient needs unless the clinic wishes it.

import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { DOOR_FACES, doorFace } from '../../shared/score/door-score.ts';
import { want } from '../../shared/score/score.ts';
import { quietUntil } from '../../shared/session/timeline.ts';
import { useNow, wallOf } from '../ui/useNow.ts';
import { words } from '../words/index.ts';
import styles from './DoorSign.module.css';

export const DoorSign = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { clock, session, roomName } = snapshot;
  const { sessionMs } = useNow(clock);
  const present = doorFace(session);
  const wish = snapshot.quiet.doorTellsWish ? want(session, sessionMs).display.wish : null;
  const quietMs = session.stage === 'running' ? quietUntil(session, sessionMs) : null;
  // A room may rest beyond its time; a time that is past is not shown.
  const until = quietMs === null || quietMs <= sessionMs ? null : wallOf(clock, quietMs);
  return (
    <main className={styles.door}>
      {DOOR_FACES.map((sign) => (
        <section
          key={sign}
          className={`${styles.sign} ${styles[sign]}`}
          aria-hidden={sign !== present}
          data-present={sign === present || undefined}
        >
          <div className={styles.words}>
            {sign === 'free' ? (
              <>
                <h1 className={styles.room}>{roomName}</h1>
                <p className={styles.line}>{words.door.signs.free.head}</p>
              </>
            ) : (
              <>
                <h1 className={styles.head}>
                  {words.door.signs[sign].head}
                  {/* A line of its own, which fades in. */}
                  {sign === 'askedFor' && wish !== null && (
                    <span key={wish} className={styles.wish}>
                      <span className="unseen">{words.app.separator}</span>
                      {words.door.wishes[wish]}
                    </span>
                  )}
                </h1>
                <p className={styles.line}>{words.door.signs[sign].line}</p>
              </>
            )}
          </div>
          <footer className={styles.foot}>
            <p className={styles.where}>
              {sign !== 'free' && <span>{roomName}</span>}
              {snapshot.lights.source === 'practice' && (
                <span className={styles.practice}>{words.app.practiceRoom}</span>
              )}
            </p>
            {sign !== 'free' && until !== null && (
              <p className={styles.until}>
                <span>{words.door.untilAbout}</span>
                <b>{words.door.clock(until)}</b>
              </p>
            )}
          </footer>
        </section>
      ))}
    </main>
  );
};
