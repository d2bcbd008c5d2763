import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { Document } from '../graph/graph';
import { fitOf } from './look';

/** Returns whether this browser shows the mini map, and how to show or hide it. */
export function useMiniMap(): [boolean, (shown: boolean) => void] {
  const [isShown, show] = useLocalStorage({
    key: 'parley.mini-map',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return [isShown, show];
}

/** Returns how to fit the graph as it is first drawn; later changes do not move the view. */
export function useFirstFit(document: Document, hasMap: boolean) {
  const [fit] = useState(() =>
    fitOf(
      Object.values(document.nodes).map(({ position }) => position),
      hasMap,
    ),
  );
  return fit;
}
