// What came of a list that was imported: how many of its tracks are here, and the names of those that are not.

import type { ImportedPlaylist } from '../../../shared/ipc/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import styles from './Imported.module.css';

const { music: say } = words;

/** This many names of what was not found are shown. */
const MOST_NAMES = 8;

interface ImportedProps {
  /** null: none was. */
  readonly list: ImportedPlaylist | null;
  /** Why it could not be imported. */
  readonly wrong: string | null;
  readonly onDismiss: () => void;
}

/** Its live region stays in the page, so that what comes later is read out. */
export const Imported = ({ list, wrong, onDismiss }: ImportedProps) => {
  const names = list === null ? [] : list.missing.slice(0, MOST_NAMES);
  const more = (list?.missed ?? 0) - names.length;
  return (
    <div role="status" className={styles.place}>
      {(list !== null || wrong !== null) && (
        <div className={styles.imported}>
          <div className="grows stack gap-3">
            <p>{wrong ?? (list === null ? '' : say.imported(list.found, list.missed))}</p>
            {wrong === null && list !== null && list.missed > 0 && (
              <>
                <ul className={styles.names}>
                  {names.map((name, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the list never changes.
                    <li key={`${at} ${name}`} className="one-line">
                      {name}
                    </li>
                  ))}
                  {more > 0 && <li className="one-line hint">{say.moreMissed(more)}</li>}
                </ul>
                <p className="hint">{say.importAgain(list.missed)}</p>
              </>
            )}
          </div>
          <Button kind="link" onPress={onDismiss}>
            {words.app.dismiss}
          </Button>
        </div>
      )}
    </div>
  );
};
