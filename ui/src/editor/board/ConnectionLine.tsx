import { type ConnectionLineComponentProps, getSmoothStepPath } from '@xyflow/react';
import classes from '../../canvas/canvas.module.css';
import { useEditorState } from '../document/context';

/** The line that follows the pointer; over a node that refuses it, it says why. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  toNode,
  connectionStatus,
}: ConnectionLineComponentProps) {
  const [path] = getSmoothStepPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    borderRadius: 14,
  });
  const reason = useEditorState((state) => (toNode ? state.refused?.[toNode.id] : undefined));
  const bad = reason !== undefined || connectionStatus === 'invalid';
  return (
    <g>
      <path
        d={path}
        fill="none"
        strokeWidth={2}
        strokeDasharray={bad ? '4 4' : undefined}
        stroke={bad ? '#d63031' : 'var(--xy-connectionline-stroke)'}
      />
      {reason && (
        <foreignObject x={toX + 12} y={toY + 12} width={270} height={70}>
          <div className={classes.hint} role="status">
            {reason}
          </div>
        </foreignObject>
      )}
    </g>
  );
}
