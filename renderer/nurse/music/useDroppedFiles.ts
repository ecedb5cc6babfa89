// Folders and files that are dropped anywhere on the window, by where they lie. What is dragged within the page goes
// its own way.

import { useEffect, useState } from 'react';
import { pathsOf } from '../../ui/bridge.ts';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** True while files are held over the window. They are let go into `onPaths`. */
export const useDroppedFiles = (onPaths: (paths: readonly string[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const take = (event: DragEvent, done: () => void): void => {
      if (!holdsFiles(event)) return;
      // Lists in the page take drags too, and would show a place for these.
      event.preventDefault();
      event.stopPropagation();
      done();
    };
    const over = (event: DragEvent): void => take(event, () => setOver(true));
    const leave = (event: DragEvent): void =>
      take(event, () => {
        if (event.relatedTarget === null) setOver(false);
      });
    const drop = (event: DragEvent): void =>
      take(event, () => {
        setOver(false);
        const paths = pathsOf([...(event.dataTransfer?.files ?? [])]);
        if (paths.length > 0) onPaths(paths);
      });
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop } as const;
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) window.addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of all) window.removeEventListener(name, listener, true);
    };
  }, [onPaths]);
  return isOver;
};
