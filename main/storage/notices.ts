// What staff should know about the files that are kept, each thing once until it is dismissed or over. A notice holds a code
// and the name of a file or preset, never a sentence and never what a file contains.

import { byItself } from '../../shared/errors.ts';
import type { Notice, NoticeCode } from '../../shared/ipc/snapshot.ts';
import type { TextPlace } from '../../shared/preset/preset-fault.ts';

/** What everything that is kept says about itself. */
export interface KeptState {
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True while the last write has failed, whatever was dismissed. */
  readonly isFailing: () => boolean;
  /** True once something was written. */
  readonly hasWritten: () => boolean;
  /** Calls this from now on when notices() says something else. */
  readonly watch: (told: () => void) => void;
}

export type NoticeBoard = ReturnType<typeof openNotices>;

/** An empty board. `prefix` keeps the ids of several boards apart. */
export const openNotices = (prefix: string) => {
  let notices: readonly Notice[] = [];
  let count = 0;
  let isFailing = false;
  let hasWritten = false;
  let told: () => void = () => {};

  const change = (changed: readonly Notice[]): void => {
    notices = changed;
    byItself(told);
  };

  const withdraw = (of: (notice: Notice) => boolean): void => {
    if (notices.some(of)) change(notices.filter((notice) => !of(notice)));
  };

  /** Adds a notice, unless the same one still stands. */
  const tell = (code: NoticeCode, about: string | null, place: TextPlace | null = null): void => {
    if (notices.some((notice) => notice.code === code && notice.about === about)) return;
    count += 1;
    change([...notices, { id: `${prefix}-${count}`, code, about, place }]);
  };

  const state: KeptState = {
    notices: () => notices,
    dismiss: (noticeId) => withdraw(({ id }) => id === noticeId),
    isFailing: () => isFailing,
    hasWritten: () => hasWritten,
    watch: (then) => {
      told = then;
    },
  };

  return {
    state,
    tell,
    /** What was told, of this file or of any, is so no longer. */
    over: (code: NoticeCode, about?: string): void =>
      withdraw((notice) => notice.code === code && (about === undefined || notice.about === about)),
    /**
     * Reports how a write ended, after which everything is on the disk or it is not. `notKept` is told once for as long as
     * writing keeps failing, and withdrawn once it does not.
     */
    wrote: (isWritten: boolean, fileName: string): void => {
      if (!isWritten && !isFailing) tell('notKept', fileName);
      if (isWritten) withdraw(({ code }) => code === 'notKept');
      isFailing = !isWritten;
      hasWritten ||= isWritten;
    },
  };
};
