import type { Problem as Refusal } from '../../api/problem';
import type { Problem } from '../../graph/graph';

/** Returns the problems of a graph that the server refused, with pointers as in the editor. */
export const problemsOf = ({ faults }: Refusal): Problem[] =>
  faults.map((fault) => ({
    ...fault,
    severity: 'error' as const,
    pointer: fault.pointer?.replace(/^\/graph/, ''),
  })) as Problem[];
