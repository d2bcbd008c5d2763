import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { workflowQuery } from '../api/workflows';
import { getVersions } from '../editor/document/calls';
import editorClasses from '../editor/parts/editor.module.css';
import { StatusWord } from '../editor/parts/StatusWord';
import { Failed } from '../frame/Failed';
import { useTitle } from '../parts/PageFrame';
import { History } from './History';
import { strings } from './strings';

/** The history of a workflow: view any version, compare two, restore or publish one. */
export function VersionsPage() {
  const { workflowId = '' } = useParams({ strict: false }) as { workflowId?: string };
  const workflow = useQuery(workflowQuery(workflowId));
  const versions = useQuery({
    queryKey: ['versions', workflowId],
    queryFn: () => getVersions(workflowId),
  });
  useTitle(strings.title);
  const error = workflow.error ?? versions.error;
  if (error && !(workflow.data && versions.data)) {
    return <Failed error={error} reset={() => location.reload()} />;
  }
  if (!workflow.data || !versions.data) {
    return <VisuallyHidden role="status">{strings.title}</VisuallyHidden>;
  }
  return (
    <div className={editorClasses.page}>
      <header className={editorClasses.top}>
        <Button
          component={Link}
          to={`/workflows/${workflowId}`}
          variant="subtle"
          leftSection={<IconArrowLeft size={17} aria-hidden />}
        >
          {strings.back}
        </Button>
        <div className={editorClasses.naming}>
          <h1 className={editorClasses.name}>
            {strings.title}: {workflow.data.name}
          </h1>
          <StatusWord status={workflow.data.status} />
        </div>
      </header>
      {versions.data.length === 0 ? (
        <Text p="lg">{strings.none}</Text>
      ) : (
        <History
          workflowId={workflowId}
          versions={versions.data}
          isArchived={workflow.data.status === 'archived'}
        />
      )}
    </div>
  );
}
