import type { ReactFlowInstance } from '@xyflow/react';
import type { Position } from '../graph/graph';
import { CARD } from '../graph/layout';

/** The canvas of this page, and what is drawn on it. */
export const boardBox = () => document.querySelector('.react-flow')?.getBoundingClientRect();

export const elementOf = (node: string) =>
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

const MARGIN = 8;

/** Brings a node into view; while it is there already, nothing moves. */
export function bringIntoView(
  flow: Pick<ReactFlowInstance, 'flowToScreenPosition' | 'getZoom' | 'setCenter'>,
  position: Position,
): void {
  const box = boardBox();
  if (!box?.width) {
    return;
  }
  const at = flow.flowToScreenPosition(position);
  const zoom = flow.getZoom();
  const isInside =
    at.x > box.left + MARGIN &&
    at.y > box.top + MARGIN &&
    at.x + CARD.width * zoom < box.right - MARGIN &&
    at.y + CARD.height * zoom < box.bottom - MARGIN;
  if (!isInside) {
    const { x, y } = position;
    void flow.setCenter(x + CARD.width / 2, y + CARD.height / 2, { zoom, duration: 200 });
  }
}
