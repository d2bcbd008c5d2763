import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { CATEGORIES } from '../api/kinds';
import { placeUnder } from '../canvas/look';
import { OFFERS, type Offer, search } from './catalogue';
import { useEditor, useEditorState } from './context';
import classes from './editor.module.css';
import { around, type Place, whyNot } from './placing';
import { strings } from './strings';

/** The left sidebar: every node that can be added, to drag, click or choose with Enter. */
export function Palette() {
  const [text, setText] = useState('');
  const found = search(OFFERS, text);
  return (
    <>
      <TextInput
        m="sm"
        mb="xs"
        aria-label={strings.search}
        placeholder={strings.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
      <ScrollArea flex={1} px="sm" pb="sm" type="auto" offsetScrollbars>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {strings.nothingFound}
          </Text>
        )}
        {CATEGORIES.map((category) => {
          const offers = found.filter((offer) => offer.category === category);
          return offers.length === 0 ? null : (
            <section key={category} aria-label={category}>
              <h2 className={classes.category}>{category}</h2>
              {offers.map((offer, i) => (
                <div key={offer.key}>
                  {offer.group && offer.group !== offers[i - 1]?.group && text === '' && (
                    <h3 className={classes.group}>{offer.group}</h3>
                  )}
                  <OfferButton offer={offer} />
                </div>
              ))}
            </section>
          );
        })}
      </ScrollArea>
    </>
  );
}

const THRESHOLD = 5;

function OfferButton({ offer }: { offer: Offer }) {
  const editor = useEditor();
  const reason = useEditorState((state) => whyNot(state.document, offer));
  const drag = useDrag(offer, reason !== undefined);
  return (
    <>
      <UnstyledButton
        className={classes.offer}
        aria-disabled={reason !== undefined}
        aria-label={reason ? `${offer.title}, ${reason}` : undefined}
        title={reason ?? offer.help}
        data-offer={offer.key}
        onClick={(event) => {
          if (drag.wasClick(event)) {
            if (reason) {
              editor.say(reason);
            } else {
              editor.addNaturally(offer);
            }
          }
        }}
        {...drag.handlers}
      >
        <span className={classes.offerIcon} style={{ color: tint(offer.color) }}>
          <offer.icon size={18} stroke={1.8} aria-hidden />
        </span>
        <span className={classes.offerTitle}>{offer.title}</span>
      </UnstyledButton>
      {drag.at &&
        createPortal(
          <div
            className={classes.ghost}
            data-aimed={drag.isAimed || undefined}
            style={{
              left: drag.at.x,
              top: drag.at.y,
              transform: `translate(-50%, -50%) scale(${drag.zoom})`,
            }}
            aria-hidden
          >
            <span style={{ color: tint(offer.color) }}>
              <offer.icon size={20} stroke={1.8} />
            </span>
            {offer.title}
          </div>,
          document.body,
        )}
    </>
  );
}

export function tint(colour: string): string {
  return `light-dark(var(--mantine-color-${colour}-9), var(--mantine-color-${colour}-3))`;
}

/** Pointer events rather than the browser's own dragging, so that it works by touch as well. */
function useDrag(offer: Offer, disabled: boolean) {
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
  const stopped = useRef(stop);
  stopped.current = stop;
  const active = at !== undefined;
  useEffect(() => {
    if (active) {
      const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          stopped.current();
        }
      };
      window.addEventListener('keydown', onKey, true);
      return () => window.removeEventListener('keydown', onKey, true);
    }
    return undefined;
  }, [active]);
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
            : handle
              ? handle
              : pane
                ? {
                    at: around(placeUnder(flow, { x, y })),
                  }
                : undefined;
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
