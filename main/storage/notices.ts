// What staff should know about the files that are kept, each thing once until it is dismissed. A notice holds a code
// and the name of a file or preset, never a sentence and never what a file contains.

import type { Notice, NoticeCode } from '../../shared/ipc/snapshot.ts';
import type { TextPlace } from '../../shared/preset/preset-fault.ts';

/** What everything that is kept says about itself. */
export interface KeptState {
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True while the last write has failed, whatever was dismissed. */
  readonly isFailing: () => boolean;
}

export type NoticeBoard = ReturnType<typeof openNotices>;

/** An empty board. `prefix` keeps the ids of several boards apart. */
export const openNotices = (prefix: string) => {
  let notices: readonly Notice[] = [];
  let count = 0;
  let isFailing = false;

  /** Adds a notice, unless the same one still stands. */
  const tell = (code: NoticeCode, about: string | null, place: TextPlace | null = null): void => {
    if (notices.some((notice) => notice.code === code && notice.about === about)) return;
    count += 1;
    notices = [...notices, { id: `${prefix}-${count}`, code, about, place }];
  };

  const state: KeptState = {
    notices: () => notices,
    dismiss: (noticeId) => {
      notices = notices.filter(({ id }) => id !== noticeId);
    },
    isFailing: () => isFailing,
  };

  return {
    state,
    tell,
    /** Reports how a write ended. `notKept` is told once for as long as writing keeps failing. */
    wrote: (isWritten: boolean, fileName: string): void => {
      if (!isWritten && !isFailing) tell('notKept', fileName);
      isFailing = !isWritten;
    },
  };
};
