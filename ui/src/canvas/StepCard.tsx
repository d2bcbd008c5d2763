import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClockPause,
  IconHistory,
  IconLoader2,
  IconPlayerSkipForward,
  IconPlus,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { createContext, type MouseEvent, memo, Suspense, useContext } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { kinds } from '../generated/kinds';
import { type GraphNode, type Handle as HandleName, handlesOf, wayOf } from '../graph/graph';
import { handleOffset } from '../graph/layout';
import { type Names, NO_NAMES } from '../nodes/names';
import { summaryOf } from '../nodes/summary';
import { titleOf } from '../nodes/titles';
import { type ShownStatus, stepStatuses } from '../parts/words';
import classes from './canvas.module.css';
import { ActionsContext, isEntered, isUsed, type StepMark, useCanvas } from './state';
import { MARK_WORDS, strings } from './strings';

/** Names for the ids that cards speak of. */
export const NamesContext = createContext<Names>(NO_NAMES);

/** One node. It reads its own record, so that typing into one redraws one. */
export const StepCard = memo(function StepCard({ id, selected }: NodeProps) {
  const node = useCanvas((view) => view.document.nodes[id]);
  return node ? <Card node={node} selected={selected ?? false} /> : null;
});

function Card({ node, selected }: { node: GraphNode; selected: boolean }) {
  const names = useContext(NamesContext);
  const Composer = useContext(ActionsContext)?.Composer;
  const { problems, mark, isRun, step, refused, connecting, entered, composing } = useCanvas(
    useShallow((view) => ({
      problems: view.problems[node.id],
      mark: view.marks?.nodes[node.id],
      isRun: view.run !== undefined,
      step: view.run?.[node.id],
      refused: view.refused?.[node.id],
      connecting: view.refused !== undefined,
      entered: isEntered(view.document, node.id),
      composing: view.composing === node.id,
    })),
  );
  const title = titleOf(node);
  const summary = summaryOf(node, names);
  const kind = kinds[node.kind];
  const isError = problems?.some((problem) => problem.severity === 'error');
  return (
    <div
      className={classes.card}
      data-kind={node.kind}
      data-selected={selected || undefined}
      data-mark={mark}
      data-status={step?.status}
      data-idle={(isRun && !step && node.kind !== 'trigger') || undefined}
      data-refused={refused ? true : undefined}
      data-composing={composing || undefined}
      data-welcome={(connecting && !refused) || undefined}
    >
      {node.kind !== 'trigger' && (
        <Handle
          type="target"
          position={Position.Top}
          className={classes.handle}
          data-entered={entered || undefined}
          aria-hidden
        />
      )}
      <span className={classes.icon} style={tint(kind.color)}>
        <kind.icon size={20} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.title} title={title}>
          {title}
        </span>
        {!composing && (
          <span className={classes.summary} title={summary}>
            {summary}
          </span>
        )}
      </span>
      {problems && problems.length > 0 && (
        <span
          className={classes.badge}
          data-error={isError || undefined}
          title={problems.map((problem) => problem.message).join('\n')}
        >
          <IconAlertTriangle size={14} aria-hidden />
          {problems.length}
        </span>
      )}
      {composing && Composer && (
        <Suspense>
          <Composer node={node} />
        </Suspense>
      )}
      {step && <RunChip step={step} />}
      {mark && <span className={classes.chip}>{MARK_WORDS[mark]}</span>}
      {handlesOf(node.kind).map((handle) => (
        <Out key={handle} node={node} handle={handle} />
      ))}
    </div>
  );
}

function tint(colour: string) {
  return {
    color: `light-dark(var(--mantine-color-${colour}-9), var(--mantine-color-${colour}-2))`,
    background: `light-dark(var(--mantine-color-${colour}-1), color-mix(in srgb, var(--mantine-color-${colour}-9) 45%, transparent))`,
  };
}

const STEP_ICONS: Record<ShownStatus, typeof IconCheck> = {
  running: IconLoader2,
  waiting: IconClockPause,
  retrying: IconRefresh,
  completed: IconCheck,
  failed: IconX,
  cancelled: IconBan,
  reused: IconHistory,
  skipped: IconPlayerSkipForward,
};

function RunChip({ step }: { step: StepMark }) {
  const Icon = STEP_ICONS[step.status];
  const more = [
    ...(step.attempt && step.attempt > 1 ? [strings.attempt(step.attempt)] : []),
    ...(step.note ? [step.note] : []),
  ];
  return (
    <span className={classes.chip} data-status={step.status}>
      <Icon size={13} stroke={2.2} aria-hidden className={classes.chipIcon} />
      {[stepStatuses[step.status], ...more].join(', ')}
    </span>
  );
}

function Out({ node, handle }: { node: GraphNode; handle: HandleName }) {
  const actions = useContext(ActionsContext);
  const free = useCanvas((view) => !isUsed(view.document, node.id, handle));
  const taken = useCanvas((view) => view.run?.[node.id]?.handle === handle);
  const left = `${handleOffset(node.kind, handle) * 100}%`;
  const named = wayOf(node.kind, handle);
  const add = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    actions?.quickAdd(
      { source: node.id, handle },
      { x: box.left + box.width / 2, y: box.bottom + 4 },
    );
  };
  return (
    <>
      <Handle
        type="source"
        id={handle}
        position={Position.Bottom}
        className={classes.handle}
        data-way={named}
        style={{ left }}
        aria-hidden
      />
      {named && (
        <span
          className={classes.way}
          data-way={named}
          data-taken={taken || undefined}
          style={{ left }}
        >
          {named}
        </span>
      )}
      {actions && free && (
        <button
          type="button"
          className={`${classes.add} nodrag nopan`}
          style={{ left }}
          data-below={named ? true : undefined}
          aria-label={strings.addAfter(titleOf(node), named)}
          onClick={add}
          onPointerDown={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <IconPlus size={14} stroke={2.4} aria-hidden />
        </button>
      )}
    </>
  );
}
