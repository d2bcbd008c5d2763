import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Workflow } from '../api/types';
import {
  cancelOpenRuns,
  deleteWorkflow,
  duplicateWorkflow,
  exportWorkflow,
  importWorkflow,
  type Move,
  moveWorkflow,
  renameWorkflow,
} from '../api/workflows';
import { notifyDone } from '../parts/notify';
import { strings } from './strings';

/** After any change, every list and header that shows workflows asks again. */
function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['workflows'] });
}

export function useDuplicate() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: duplicateWorkflow,
    meta: { failed: strings.failed.duplicate },
    onSuccess: async (copy) => {
      await refresh();
      notifyDone(strings.duplicated(copy.name));
    },
  });
}

export function useRename(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (naming: { name: string; description: string }) => renameWorkflow(id, naming),
    onSuccess: refresh,
  });
}

export function useRemove() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: deleteWorkflow,
    meta: { failed: strings.failed.remove },
    onSuccess: refresh,
  });
}

/** Pauses, resumes, archives or restores; cancels what is going when that is asked too. */
export function useMove(workflow: Workflow) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ move, cancelOpen }: { move: Move; cancelOpen?: boolean }) => {
      await moveWorkflow(workflow.id, move);
      if (cancelOpen) {
        await cancelOpenRuns(workflow.id);
      }
    },
    meta: { failed: strings.failed.move },
    onSuccess: async (_nothing, { move }) => {
      await refresh();
      notifyDone(`${workflow.name}: ${strings.moved[move]}`);
    },
  });
}

export function useExport() {
  return useMutation({
    mutationFn: async (workflow: Workflow) =>
      save(`${fileName(workflow.name)}.json`, await exportWorkflow(workflow.id)),
    meta: { failed: strings.failed.exportFile },
  });
}

export function useImport() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (file: File) => importWorkflow(parsed(await file.text())),
    meta: { failed: strings.failed.importFile },
    onSuccess: refresh,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(strings.notJson);
  }
}

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'workflow';

function save(name: string, content: unknown): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }),
  );
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
