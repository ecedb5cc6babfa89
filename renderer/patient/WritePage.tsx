// A plain page to write on. pages.ts holds the writing, which outlives a crash of this window and is saved nowhere.

import { useEffect, useRef } from 'react';
import { LONGEST_WRITING } from '../../shared/session/patient-pages.ts';
import { words } from '../words/index.ts';
import { PageFoot } from './PageFoot.tsx';
import type { PageProps } from './PageLayer.tsx';
import { tellWriting, usePages, write } from './pages.ts';
import { useStayAwake } from './timing.ts';
import styles from './WritePage.module.css';

export const WritePage = ({ isPresent, request }: PageProps) => {
  const { writing } = usePages();
  const moved = useStayAwake();
  const paper = useRef<HTMLTextAreaElement>(null);

  // Writing continues where it stopped.
  useEffect(() => {
    const element = paper.current;
    if (!isPresent || element === null) return;
    element.focus({ preventScroll: true });
    if (element.selectionStart === 0) element.setSelectionRange(element.value.length, element.value.length);
  }, [isPresent]);

  // The page closes, or the display falls asleep.
  useEffect(() => (isPresent ? tellWriting : undefined), [isPresent]);

  return (
    <section className={styles.page} aria-label={words.patient.pages.write}>
      <textarea
        ref={paper}
        className={styles.paper}
        aria-label={words.page.write}
        value={writing}
        maxLength={LONGEST_WRITING}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          moved();
          write(event.target.value);
        }}
        onKeyDown={moved}
        onPointerDown={moved}
        onPointerMove={moved}
        onWheel={moved}
      />
      <PageFoot page="write" request={request} />
    </section>
  );
};
