import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';

export const USUAL_WIDTH = 312;
const NARROWEST = 260;
const WIDEST = 640;
const STEP = 20;

interface Props {
  width: number;
  onWidth(width: number): void;
}

const within = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** The left border of the right sidebar: dragged, or moved by arrow keys, it makes room. */
export function PanelEdge({ width, onWidth }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted: Record<string, number> = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: NARROWEST,
      End: WIDEST,
    };
    const next = wanted[event.key];
    if (next !== undefined) {
      event.preventDefault();
      onWidth(within(next));
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule of a text cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={strings.panelWidth}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={classes.edge}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onWidth(USUAL_WIDTH)}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current) {
          onWidth(within(start.current.width + start.current.x - event.clientX));
        }
      }}
      onLostPointerCapture={() => {
        start.current = null;
      }}
    />
  );
}
