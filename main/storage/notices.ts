// What has to be told about kept files, each thing once until it is dismissed. It holds codes and the names of
// files and presets, never sentences and never what a file contains.

import type { Notice, NoticeCode } from '../../shared/ipc/snapshot.ts';

/** The notices of one kept file. */
export interface NoticeBoard {
  readonly all: () => readonly Notice[];
  /** Adds a notice, unless the same one still stands. */
  readonly tell: (code: NoticeCode, about: string | null) => void;
  /** Tells `notKept` about a file, once for as long as writing it keeps failing. */
  readonly failed: (about: string) => void;
  /** Writing has worked again; a later failure is worth telling anew. */
  readonly worked: () => void;
  /** True while the last writing has failed, whatever was dismissed. */
  readonly isFailing: () => boolean;
  readonly dismiss: (id: string) => void;
}

/** An empty board. `prefix` keeps the ids of several boards apart. */
export const openNotices = (prefix: string): NoticeBoard => {
  let notices: readonly Notice[] = [];
  let count = 0;
  let isFailing = false;

  const tell = (code: NoticeCode, about: string | null): void => {
    if (notices.some((notice) => notice.code === code && notice.about === about)) return;
    count += 1;
    notices = [...notices, { id: `${prefix}-${count}`, code, about }];
  };

  return {
    all: () => notices,
    tell,
    failed: (about) => {
      if (!isFailing) tell('notKept', about);
      isFailing = true;
    },
    worked: () => {
      isFailing = false;
    },
    isFailing: () => isFailing,
    dismiss: (id) => {
      notices = notices.filter((notice) => notice.id !== id);
    },
  };
};
