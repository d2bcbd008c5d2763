import { IconPlus, IconTrash } from '@tabler/icons-react';
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
} from '@xyflow/react';
import { memo, useContext, useState } from 'react';
import classes from './canvas.module.css';
import { ActionsContext } from './state';
import { strings } from './strings';

export type WireTone = 'taken' | 'idle' | 'added' | 'removed' | 'aimed';
export type WireEdge = Edge<{ tone?: WireTone | undefined }, 'wire'>;

/** One edge. While it is pointed at or chosen it offers to take a node in, or to go. */
export const Wire = memo(function Wire(props: EdgeProps<WireEdge>) {
  const actions = useContext(ActionsContext);
  const [hovered, setHovered] = useState(false);
  const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: 14, offset: 16 });
  const tone = props.data?.tone;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shows what the keyboard reaches by choosing the edge
    <g onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)}>
      <BaseEdge
        id={props.id}
        path={path}
        interactionWidth={22}
        {...(props.markerEnd ? { markerEnd: props.markerEnd } : {})}
        {...(tone ? { className: classes[tone] } : {})}
      />
      {actions && (hovered || props.selected) && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.edgeTools} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            <button
              type="button"
              className={classes.edgeTool}
              aria-label={strings.addHere}
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                actions.quickAdd({ edge: props.id }, { x: box.left, y: box.bottom + 4 });
              }}
            >
              <IconPlus size={15} stroke={2.2} aria-hidden />
            </button>
            <button
              type="button"
              className={classes.edgeTool}
              aria-label={strings.removeEdge}
              onClick={() => actions.removeEdge(props.id)}
            >
              <IconTrash size={15} aria-hidden />
            </button>
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
