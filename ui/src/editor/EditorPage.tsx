import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense } from 'react';
import { useMay } from '../api/session';
import type { Workflow } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { Failed } from '../frame/Failed';
import { useTitle } from '../parts/PageFrame';
import { useOpened } from './document/session';
import { workingCopyQuery } from './document/workingCopy';
import { strings } from './parts/strings';
import { Workbench } from './Workbench';

const ViewPage = lazy(() => import('./ViewPage').then((m) => ({ default: m.ViewPage })));

/** The workflow editor. */
export function EditorPage() {
  const { workflowId = '' } = useParams({ strict: false }) as { workflowId?: string };
  const workflow = useQuery(workflowQuery(workflowId));
  const isFixed = !useMay()('workflows:write') || workflow.data?.status === 'archived';
  useTitle(workflow.data?.name ?? strings.loading);
  return isFixed && workflow.data ? (
    <Viewing key={workflowId} workflow={workflow.data} />
  ) : isFixed ? (
    <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>
  ) : (
    <Editing key={workflowId} workflowId={workflowId} />
  );
}

function Viewing({ workflow }: { workflow: Workflow }) {
  const copy = useQuery({ ...workingCopyQuery(workflow.id), staleTime: 0 });
  if (copy.error && !copy.data) {
    return <Failed error={copy.error} reset={() => location.reload()} />;
  }
  return copy.data ? (
    <Suspense>
      <ViewPage workflow={workflow} copy={copy.data} />
    </Suspense>
  ) : (
    <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>
  );
}

function Editing({ workflowId }: { workflowId: string }) {
  const workflow = useQuery(workflowQuery(workflowId));
  const opened = useOpened(workflowId);
  const error = workflow.error ?? opened.error;
  if (error && !(workflow.data && opened.data)) {
    return <Failed error={error} reset={() => location.reload()} />;
  }
  if (!workflow.data || !opened.data) {
    return <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>;
  }
  return (
    <ReactFlowProvider key={workflowId}>
      <Workbench workflow={workflow.data} opened={opened.data} />
    </ReactFlowProvider>
  );
}
