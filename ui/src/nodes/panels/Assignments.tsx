import { OneOrNewField } from '../fields/pickers';
import type { PanelProps } from '../view';

export function AssignToUserPanel({ config, change }: PanelProps<'assignToUser'>) {
  return (
    <OneOrNewField
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
    <OneOrNewField
      label="AI persona"
      placeholder="Choose an AI persona"
      catalogue="personas"
      pointer="/persona"
      value={config.persona}
      onChange={(persona) => change({ persona })}
    />
  );
}
