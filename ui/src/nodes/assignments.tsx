import { IconRobot, IconUser } from '@tabler/icons-react';
import { OneField } from './fields/pickers';
import type { KindView, PanelProps } from './view';

function UserPanel({ config, change }: PanelProps<'assignToUser'>) {
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

function PersonaPanel({ config, change }: PanelProps<'assignToAi'>) {
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

export const assignToUser: KindView<'assignToUser'> = {
  title: 'Assign to User',
  category: 'Actions',
  group: 'Assignment',
  help: 'Assign the conversation to a specific team member.',
  keywords: 'agent human person route owner',
  icon: IconUser,
  colour: 'orange',
  defaults: () => ({ user: '' }),
  summary: ({ user }, names) =>
    user ? `Assign to ${names.user(user) ?? '…'}` : 'Choose a team member',
  Panel: UserPanel,
};

export const assignToAi: KindView<'assignToAi'> = {
  title: 'Assign to AI',
  category: 'Actions',
  group: 'Assignment',
  help: 'Assign the conversation to a specific AI persona.',
  keywords: 'agent bot persona route',
  icon: IconRobot,
  colour: 'orange',
  defaults: () => ({ persona: '' }),
  summary: ({ persona }, names) =>
    persona ? `Assign to ${names.persona(persona) ?? '…'}` : 'Choose an AI persona',
  Panel: PersonaPanel,
};
