// The patient asked for someone: how long ago, and the one press that tells the patient that someone is coming.

import type { ReactElement } from 'react';
import { isUnanswered, type Ms, type Request } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './RequestCard.module.css';

const { side: say } = words;

const RequestText = ({ request, nowMs }: { readonly request: Request; readonly nowMs: Ms }): ReactElement => {
  const { askedAt, comingAt, wish } = request;
  return (
    <div>
      <p className={styles.what}>{comingAt === null ? say.asked(wish) : say.coming(wish)}</p>
      <p aria-live="off">{comingAt === null ? say.ago(nowMs - askedAt) : say.toldAgo(nowMs - comingAt)}</p>
    </div>
  );
};

/** Its live region stays in the page, without taking room, so that a request is read out. */
export const RequestCard = ({ session, nowMs }: SessionProps): ReactElement => {
  const { act } = useCommands();
  const { request } = session;
  return (
    <div className="keeps-size announces" role="status" data-asks={request !== null || undefined}>
      {request !== null && (
        <div className={styles.card} data-waits={isUnanswered(session) || undefined}>
          <RequestText request={request} nowMs={nowMs} />
          {isUnanswered(session) && (
            <Button kind="asked" size="footer" onPress={() => act('acknowledge')}>
              {say.onMyWay}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};
