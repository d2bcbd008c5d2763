import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type RunFilter, runsQuery } from '../api/runs';
import { type Connection, useCatchUp, useStream } from '../api/stream';
import type { Execution } from '../api/types';
import { matches } from './filter';
import { isNew, type RunPages, withChanged, withNew } from './live';

/** The distance from the top of the page, in pixels, within which new runs appear at once. */
const AT_TOP = 120;

interface LiveRuns {
  /** The number of new runs that are not shown yet. */
  waiting: number;
  show: () => void;
  connection: Connection;
}

/**
 * Keeps the cached list of a filter up to date. New runs are added at once while the top is in view;
 * otherwise they wait, so that rows do not move while the user reads further down.
 */
export function useLiveRuns(filter: RunFilter): LiveRuns {
  const queries = useQueryClient();
  const key = runsQuery(filter).queryKey;
  const held = useRef(new Map<string, Execution>());
  const [waiting, setWaiting] = useState(0);
  const change = (next: (list: RunPages) => RunPages) =>
    queries.setQueryData(key, (list: RunPages | undefined) => list && next(list));

  const show = () => {
    const runs = [...held.current.values()];
    held.current.clear();
    setWaiting(0);
    change((list) => withNew(list, runs));
  };

  const heard = (run: Execution) => {
    const list = queries.getQueryData(key);
    if (!list) {
      return;
    }
    if (held.current.has(run.id) || (matches(filter, run) && isNew(list, run))) {
      held.current.set(run.id, run);
      if (window.scrollY < AT_TOP) {
        show();
      } else {
        setWaiting(held.current.size);
      }
    } else {
      change((current) => withChanged(current, run));
    }
  };

  const which = filter.workflowId ? `?workflowId=${filter.workflowId}` : '';
  const connection = useStream(`/api/v1/executions/stream${which}`, {
    execution: (data) => heard(data as Execution),
  });

  useCatchUp(connection, () => {
    held.current.clear();
    setWaiting(0);
    queries.invalidateQueries({ queryKey: key });
  });

  const identity = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list
  useEffect(() => {
    held.current.clear();
    setWaiting(0);
  }, [identity]);

  return { waiting, show, connection };
}
