import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMap, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow, useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import classes from './canvas.module.css';
import { fitOf, placesOf } from './look';
import { strings } from './strings';

interface Props {
  miniMap: boolean;
  onMiniMap(shown: boolean): void;
  /** Further tools of the page. */
  children?: ReactNode;
}

interface ToolProps {
  label: string;
  onClick(): void;
  pressed?: boolean;
  shortcut?: string;
  children: ReactNode;
  disabled?: boolean;
}

export function Tool({ label, onClick, pressed, shortcut, children, disabled }: ToolProps) {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label} openDelay={400}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        size={32}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Zoom, fit and mini map, at the lower left of every canvas. */
export function Tools({ miniMap, onMiniMap, children }: Props) {
  const flow = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left">
      <div className={classes.tools} role="toolbar" aria-label={strings.tools}>
        <Tool label={strings.zoomOut} onClick={() => flow.zoomOut()}>
          <IconMinus size={17} aria-hidden />
        </Tool>
        <Tooltip label={strings.fullSize} openDelay={400}>
          <ActionIcon
            variant="subtle"
            color="gray"
            w={52}
            h={32}
            fz={13}
            aria-label={`${strings.fullSize} (now ${zoom}%)`}
            onClick={() => flow.zoomTo(1)}
          >
            {zoom}%
          </ActionIcon>
        </Tooltip>
        <Tool label={strings.zoomIn} onClick={() => flow.zoomIn()}>
          <IconPlus size={17} aria-hidden />
        </Tool>
        <Tool label={strings.fit} onClick={() => flow.fitView(fitOf(placesOf(flow)))}>
          <IconFocusCentered size={18} aria-hidden />
        </Tool>
        <Tool label={strings.miniMap} pressed={miniMap} onClick={() => onMiniMap(!miniMap)}>
          <IconMap size={18} aria-hidden />
        </Tool>
        {children}
      </div>
    </Panel>
  );
}
