import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { placeUnder } from '../../canvas/look';
import { useEditor } from '../document/context';
import { around, type Place } from '../document/placing';
import type { Offer } from './catalogue';

const THRESHOLD = 5;

/** Pointer events rather than the browser's own dragging, so that it works by touch as well. */
export function usePaletteDrag(offer: Offer, disabled: boolean) {
  const editor = useEditor();
  const flow = useReactFlow();
  const start = useRef<{ x: number; y: number } | null>(null);
  const moved = useRef(false);
  const [at, setAt] = useState<{ x: number; y: number }>();
  const [isAimed, setAimed] = useState(false);
  const [zoom, setZoom] = useState(1);
  const stop = () => {
    start.current = null;
    setAt(undefined);
    setAimed(false);
    editor.store.setState({ aimed: undefined, carried: undefined });
  };
  useEscape(at !== undefined, stop);
  return {
    at,
    isAimed,
    zoom,
    /** Returns true unless the click ended a drag; a click made with Enter always counts. */
    wasClick: ({ detail }: MouseEvent) => detail === 0 || !moved.current,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        moved.current = false;
        if (event.button === 0 && !disabled) {
          start.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const from = start.current;
        if (!from) {
          return;
        }
        const { clientX: x, clientY: y } = event;
        if (at || Math.hypot(x - from.x, y - from.y) > THRESHOLD) {
          moved.current = true;
          setAt({ x, y });
          const under = offer.kind === 'trigger' ? {} : beneath(x, y);
          // As large as what will stand there, and light where it would hide what it is aimed at.
          setZoom(beneath(x, y).pane ? flow.getZoom() : 1);
          setAimed(under.edge !== undefined || under.handle !== undefined);
          editor.store.setState({ aimed: under.edge, carried: true });
        }
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (start.current && at) {
          const { clientX: x, clientY: y } = event;
          const { edge, handle, pane } = beneath(x, y);
          const place: Place | undefined = edge
            ? { edge }
            : (handle ?? (pane ? { at: around(placeUnder(flow, { x, y })) } : undefined));
          if (place) {
            editor.add(offer, place);
          }
        }
        stop();
      },
      onPointerCancel: stop,
    },
  };
}

/** Calls the latest function on Escape, before anything else hears of the key. */
function useEscape(active: boolean, stop: () => void) {
  const latest = useRef(stop);
  latest.current = stop;
  useEffect(() => {
    if (active) {
      const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          latest.current();
        }
      };
      window.addEventListener('keydown', onKey, true);
      return () => window.removeEventListener('keydown', onKey, true);
    }
    return undefined;
  }, [active]);
}

/** Returns the parts of the canvas at a point of the screen; none where a panel covers it. */
function beneath(x: number, y: number) {
  let pane = false;
  let edge: string | undefined;
  let handle: Extract<Place, { after: string }> | undefined;
  for (const element of document.elementsFromPoint(x, y)) {
    const found = element.closest<HTMLElement>('.react-flow__handle.source');
    if (found) {
      handle = {
        after: found.dataset.nodeid ?? '',
        handle: found.dataset.handleid ?? 'next',
      };
    }
    edge ??= element.closest<SVGElement>('.react-flow__edge')?.dataset.id;
    pane ||= element.closest('.react-flow') !== null;
    if (element.closest('[data-panel]')) {
      return {};
    }
  }
  return { pane, edge, handle };
}
