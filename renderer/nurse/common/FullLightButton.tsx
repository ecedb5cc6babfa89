// The Full light button of the screens' foot. While Full light is on, it is the way back.

import type { Session } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';

const { actions: say } = words;

export const FullLightButton = ({ session }: { readonly session: Session }) => {
  const { act } = useCommands();
  if (session.fullLightSince === null) {
    return (
      <Button kind="full" size="footer" hint={say.keys.fullLight} onPress={() => act('fullLight')}>
        {say.fullLight}
      </Button>
    );
  }
  return (
    <Button kind="fullOn" size="footer" onPress={() => act('undoFullLight')}>
      {session.stage === 'running' ? say.backToSession : say.backAsBefore}
    </Button>
  );
};
