import { OneField } from '../fields/pickers';
import type { PanelProps } from '../view';

export function AssignToUserPanel({ config, change }: PanelProps<'assignToUser'>) {
  return (
    <OneField
      label="Team member"
      placeholder="Choose a team member"
      catalogue="users"
      pointer="/user"
      value={config.user}
      onChange={(user) => change({ user })}
    />
  );
}

export function AssignToAiPanel({ config, change }: PanelProps<'assignToAi'>) {
  return (
    <OneField
      label="AI persona"
      placeholder="Choose an AI persona"
      catalogue="personas"
      pointer="/persona"
      value={config.persona}
      onChange={(persona) => change({ persona })}
    />
  );
}
