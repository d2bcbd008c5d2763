import { Button, Card, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createWorkflow, keepWorkingCopy } from '../api/workflows';
import { addresses } from '../frame/addresses';
import { strings } from './strings';
import { type Template, templates } from './templates';
import classes from './workflows.module.css';

/** The examples that a new workflow can start from. */
export function Templates() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: async (template: Template) => {
      const { name, description } = template;
      const workflow = await createWorkflow({ name, description });
      await keepWorkingCopy(workflow.id, await template.graph());
      return workflow;
    },
    meta: { failed: strings.failed.create },
    onSuccess: (workflow) => navigate({ to: addresses.workflow(workflow.id) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workflows'] }),
  });
  return (
    <div className={classes.templates}>
      {templates.map((template) => (
        <Card key={template.name} withBorder padding="md">
          <Title order={3} size="h5">
            {template.name}
          </Title>
          <Text size="sm" c="dimmed" flex={1} my="xs">
            {template.description}
          </Text>
          <Button
            variant="default"
            aria-label={`${strings.useTemplate}: ${template.name}`}
            loading={begin.isPending && begin.variables === template}
            disabled={begin.isPending}
            onClick={() => begin.mutate(template)}
          >
            {strings.useTemplate}
          </Button>
        </Card>
      ))}
    </div>
  );
}
