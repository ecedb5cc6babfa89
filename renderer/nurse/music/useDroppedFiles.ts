// Files and folders that are dropped anywhere on the window, as paths. What is dragged within the page is left alone.

import { useEffect, useState } from 'react';
import { pathsOf } from '../../ui/bridge.ts';

/** True while files are held over the window; `onPaths` takes them when they are dropped. */
export const useDroppedFiles = (onPaths: (paths: readonly string[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const take = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Lists in the page accept drags too, and would show a drop place for these.
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'dragleave') {
        if (event.relatedTarget === null) setOver(false);
        return;
      }
      setOver(event.type !== 'drop');
      if (event.type !== 'drop') return;
      const paths = pathsOf([...event.dataTransfer.files]);
      if (paths.length > 0) onPaths(paths);
    };
    const names = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const name of names) window.addEventListener(name, take, true);
    return () => {
      for (const name of names) window.removeEventListener(name, take, true);
    };
  }, [onPaths]);
  return isOver;
};
