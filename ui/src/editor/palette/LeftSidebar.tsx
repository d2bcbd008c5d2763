import { SegmentedControl } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { Outline } from './Outline';
import { Palette } from './Palette';

export type LeftTab = 'nodes' | 'outline';

interface Props {
  tab: LeftTab;
  onTab(tab: LeftTab): void;
}

/** The left sidebar: the nodes to add, or the outline of the workflow. */
export function LeftSidebar({ tab, onTab }: Props) {
  return (
    <nav
      className={`${classes.left} ${classes.over}`}
      // Holds the focus when blank space in it is clicked, so that no key there acts on the board.
      tabIndex={-1}
      style={{ outline: 'none' }}
      aria-label={strings.addNodes}
      data-panel
    >
      <SegmentedControl
        m="sm"
        mb={0}
        size="xs"
        aria-label={strings.leftSidebar}
        data={[
          { value: 'nodes', label: strings.addNodes },
          { value: 'outline', label: strings.outline },
        ]}
        value={tab}
        onChange={(value) => onTab(value as LeftTab)}
      />
      {tab === 'nodes' ? <Palette /> : <Outline />}
    </nav>
  );
}

/**
 * Returns whether the left sidebar is shown, and how to show or hide it. Where it would cover the
 * canvas, it is hidden until the user opens it.
 */
export function useSidebar(): [boolean, (shown: boolean) => void] {
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const [wide, setWide] = useLocalStorage({
    key: 'parley.sidebar',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [narrow, setNarrow] = useState(false);
  return isNarrow ? [narrow, setNarrow] : [wide, setWide];
}
