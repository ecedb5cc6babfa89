// The foot of a page: back to the keys, keep the page, ask for someone. A line above says in plain words what keeping
// means; its place is always kept.

import { ArrowLeft, Bookmark, BookmarkCheck } from 'lucide-react';
import type { PropsWithChildren } from 'react';
import type { DisplayState, PageKind } from '../../shared/score/display-score.ts';
import { words } from '../words/index.ts';
import { Key, SomeoneKey } from './Key.tsx';
import styles from './PageFoot.module.css';
import { openPage, usePages, wishKept } from './pages.ts';

export type PageFootProps = PropsWithChildren<Pick<DisplayState, 'request'> & { readonly page: PageKind }>;

export const PageFoot = ({ page, request, children }: PageFootProps) => {
  const isWishedKept = usePages().isWishedKept[page];
  return (
    <footer className="narrows gap-3 grid">
      <p className={styles.told} role="status" data-told={isWishedKept || undefined}>
        {isWishedKept ? words.page.kept : ''}
      </p>
      <div className={styles.keys}>
        <Key name={words.page.back} icon={<ArrowLeft />} kind="offer" onPress={() => openPage(null)} />
        {children}
        <Key
          name={words.page.keep}
          icon={isWishedKept ? <BookmarkCheck /> : <Bookmark />}
          kind="offer"
          isKept={isWishedKept}
          tellsState
          onPress={() => wishKept(page, !isWishedKept)}
        />
        <SomeoneKey request={request} />
      </div>
    </footer>
  );
};
