import {
  type Icon,
  IconAddressBook,
  IconInbox,
  IconLayoutList,
  IconRobot,
  IconSettings,
  IconSparkles,
  IconTag,
  IconTopologyStar3,
} from '@tabler/icons-react';
import { strings } from './strings';

export interface Entry {
  label: string;
  to: string;
  icon: Icon;
}

/** The sidebar, in order. An entry is shown once its address is registered with the router. */
export const navigation: Entry[] = [
  { label: strings.workflows, to: '/workflows', icon: IconTopologyStar3 },
  { label: strings.runs, to: '/runs', icon: IconLayoutList },
  { label: strings.inbox, to: '/inbox', icon: IconInbox },
  { label: strings.contacts, to: '/contacts', icon: IconAddressBook },
  { label: strings.labels, to: '/labels', icon: IconTag },
  { label: strings.aiAgents, to: '/ai-agents', icon: IconRobot },
  { label: strings.skillSets, to: '/skill-sets', icon: IconSparkles },
  { label: strings.settings, to: '/settings', icon: IconSettings },
];
