import { Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { versionGraphQuery } from '../api/runs';
import type { Execution } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { Confirm } from '../parts/Confirm';
import { strings } from './strings';

type Choice = 'asItRan' | 'active';

interface Props {
  run: Execution;
  working: boolean;
  retry: (version: number | 'active' | undefined) => void;
  close: () => void;
}

/** Asks which version to retry a failed run with, and lists the steps that are not repeated. */
export function RetryDialog({ run, working, retry, close }: Props) {
  const workflow = useQuery(workflowQuery(run.workflowId));
  const active = workflow.data?.activeVersion;
  const isOther = active !== undefined && active !== run.version;
  const isNewer = isOther && (run.version ?? 0) > 0 && active > (run.version ?? 0);
  const graph = useQuery({
    ...versionGraphQuery(run.workflowId, active ?? 0),
    enabled: isOther,
  }).data;
  const steps = run.steps ?? [];
  const failedAt = run.error?.nodeId;
  const failed = steps.find((step) => step.nodeId === failedAt)?.name ?? failedAt ?? '';
  const isGone =
    graph != null && failedAt !== undefined && !graph.nodes.some((node) => node.id === failedAt);
  const [chosen, setChosen] = useState<Choice>();
  // A newer version most likely contains the fix.
  const usual: Choice = isNewer ? 'active' : 'asItRan';
  const choice: Choice = isOther && !isGone ? (chosen ?? usual) : 'asItRan';
  const done = steps.filter(
    (step) => step.kind !== 'trigger' && (step.status === 'completed' || step.status === 'reused'),
  );
  return (
    <Confirm
      title={strings.retryTitle}
      yes={strings.retryIt}
      working={working || workflow.isLoading}
      act={() => retry(choice === 'active' ? active : undefined)}
      close={close}
    >
      <Stack gap="sm">
        <Radio.Group
          label={strings.retryOn}
          value={choice}
          onChange={(value) => setChosen(value as Choice)}
        >
          <Stack gap={8} mt={6}>
            {isOther && (
              <Radio
                value="active"
                label={strings.onActive(active)}
                disabled={isGone}
                description={isGone ? strings.noSuchStep(active, failed) : undefined}
              />
            )}
            <Radio value="asItRan" label={strings.asItRan(run.version)} />
          </Stack>
        </Radio.Group>
        <Text size="sm">
          {failed && strings.resumesAt(failed)}{' '}
          {done.length > 0
            ? strings.reuses(done.map((step) => step.name).join(', '))
            : strings.reusesNothing}
        </Text>
      </Stack>
    </Confirm>
  );
}
