import type { FitViewOptions, ReactFlowInstance } from '@xyflow/react';
import type { Position } from '../graph/graph';
import { CARD } from '../graph/layout';

/** The canvas of this page, and what is drawn on it. */
export const boardBox = () => document.querySelector('.react-flow')?.getBoundingClientRect();

export const elementOf = (node: string) =>
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

const AROUND = 32;
/** From the lower edge of the canvas to above its tools. */
const TOOLS = 58;
/** The distance that the "+" of an open end extends below its card. */
const OPEN_END = 52;
/** The mini map, from the lower right corner. */
const MAP = { width: 200 + 15, height: 150 + 15 };

/** Returns true if the mini map covers a corner of the canvas. */
const isMapShown = () => document.querySelector('.react-flow__minimap') !== null;

/** Returns the width of the canvas that a sidebar covers on the left. */
function covered(box: DOMRect | undefined): number {
  const panel = document.querySelector('nav[data-panel]')?.getBoundingClientRect();
  return box && panel ? Math.max(0, panel.right - box.left) : 0;
}

/** Returns the exact point of the canvas under a point of the screen; snapping happens later. */
export const placeUnder = (
  flow: Pick<ReactFlowInstance, 'screenToFlowPosition'>,
  point: Position,
): Position => flow.screenToFlowPosition(point, { snapToGrid: false });

/** Returns the positions of the nodes of a canvas. */
export const placesOf = (flow: Pick<ReactFlowInstance, 'getNodes'>): Position[] =>
  flow.getNodes().map(({ position }) => position);

/** Returns the options to fit these positions, clear of what covers the canvas. */
export function fitOf(places: Position[], hasMap = isMapShown()) {
  const box = boardBox();
  // Before there is a canvas, about what it will have.
  const { width, height } = box ?? { width: innerWidth / 2, height: innerHeight - 60 };
  const top = 40;
  const left = AROUND + covered(box);
  const bottom = TOOLS + OPEN_END;
  const ways = hasMap
    ? [
        { right: AROUND + MAP.width, bottom },
        { right: AROUND, bottom: MAP.height + OPEN_END },
      ]
    : [{ right: AROUND, bottom }];
  const wide = spread(places.map(({ x }) => x)) + CARD.width;
  const high = spread(places.map(({ y }) => y)) + CARD.height;
  const zoomOf = (way: { right: number; bottom: number }) =>
    Math.min((width - left - way.right) / wide, (height - top - way.bottom) / high);
  const [best = ways[0]] = [...ways].sort((one, other) => zoomOf(other) - zoomOf(one));
  return {
    padding: {
      top: `${top}px`,
      left: `${left}px`,
      right: `${best?.right ?? AROUND}px`,
      bottom: `${best?.bottom ?? bottom}px`,
    },
    maxZoom: 1,
  } satisfies FitViewOptions;
}

const spread = (numbers: number[]) =>
  numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);

const MARGIN = 8;

/** Below this the words of a card cannot be read. */
const READABLE = 0.6;

/**
 * Brings a node into view; while it is there already, nothing moves.
 *
 * @param readable large enough to read as well
 */
export function bringIntoView(
  flow: Pick<ReactFlowInstance, 'flowToScreenPosition' | 'getZoom' | 'setCenter'>,
  position: Position,
  readable = false,
): void {
  const box = boardBox();
  if (!box?.width) {
    return;
  }
  const at = flow.flowToScreenPosition(position);
  const now = flow.getZoom();
  const zoom = readable && now < READABLE ? 1 : now;
  const isInside =
    zoom === now &&
    at.x > box.left + MARGIN &&
    at.y > box.top + MARGIN &&
    at.x + CARD.width * zoom < box.right - MARGIN &&
    at.y + CARD.height * zoom < box.bottom - TOOLS;
  if (!isInside) {
    const { x, y } = position;
    void flow.setCenter(x + CARD.width / 2, y + CARD.height / 2, { zoom, duration: 200 });
  }
}
