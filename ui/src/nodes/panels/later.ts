import type { ComponentType } from 'react';
import type { NodeKind } from '../../graph/graph';
import type { PanelProps } from '../view';
import { AiExtractionPanel } from './AiExtraction';
import { AssignToAiPanel, AssignToUserPanel } from './Assignments';
import { CustomSkillPanel } from './CustomSkill';
import { DecisionPanel } from './Decision';
import { DelayPanel } from './Delay';
import { FetchPanel } from './Fetch';
import { AddLabelPanel, RemoveLabelPanel } from './Labels';
import { EndPanel, PlainPanel } from './Plain';
import { SendMessagePanel } from './SendMessage';

/** The settings of every kind but the trigger, which alone is shown as soon as a page opens. */
export const panels = {
  sendMessage: SendMessagePanel,
  openConversation: PlainPanel,
  resolveConversation: PlainPanel,
  starConversation: PlainPanel,
  unstarConversation: PlainPanel,
  addLabel: AddLabelPanel,
  removeLabel: RemoveLabelPanel,
  assignToUser: AssignToUserPanel,
  assignToAi: AssignToAiPanel,
  aiExtraction: AiExtractionPanel,
  customSkill: CustomSkillPanel,
  decision: DecisionPanel,
  delay: DelayPanel,
  end: EndPanel,
  fetch: FetchPanel,
} satisfies { [K in Exclude<NodeKind, 'trigger'>]: ComponentType<PanelProps<K>> };
