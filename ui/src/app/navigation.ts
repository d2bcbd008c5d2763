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
import type { Scope } from '../api/session';
import { strings } from './strings';

export interface Entry {
  label: string;
  to: string;
  icon: Icon;
  /** The permission to read the page. */
  scope: Scope;
}

/** The sidebar, in order. An entry is shown once its address is registered with the router. */
export const navigation: Entry[] = [
  { label: strings.workflows, to: '/workflows', icon: IconTopologyStar3, scope: 'workflows:read' },
  { label: strings.runs, to: '/runs', icon: IconLayoutList, scope: 'executions:read' },
  { label: strings.inbox, to: '/inbox', icon: IconInbox, scope: 'conversations:read' },
  { label: strings.contacts, to: '/contacts', icon: IconAddressBook, scope: 'contacts:read' },
  { label: strings.labels, to: '/labels', icon: IconTag, scope: 'catalogs:read' },
  { label: strings.aiAgents, to: '/ai-agents', icon: IconRobot, scope: 'catalogs:read' },
  { label: strings.skillSets, to: '/skill-sets', icon: IconSparkles, scope: 'catalogs:read' },
  { label: strings.settings, to: '/settings', icon: IconSettings, scope: 'catalogs:read' },
];
