import type { ComponentType } from 'react';
import type { NodeKind } from '../../api/kinds';
import type { PanelProps } from '../view';
import { AiExtractionPanel } from './AiExtraction';
import { CustomSkillPanel } from './CustomSkill';
import { DecisionPanel } from './Decision';
import { DelayPanel } from './Delay';
import { FetchPanel } from './Fetch';
import { SettingsForm } from './SettingsForm';

/** The panels that deserve to be made by hand; every other kind has the generated form. */
const BY_HAND: { [K in NodeKind]?: ComponentType<PanelProps<K>> } = {
  aiExtraction: AiExtractionPanel,
  customSkill: CustomSkillPanel,
  decision: DecisionPanel,
  delay: DelayPanel,
  fetch: FetchPanel,
};

/** The settings of a kind but the trigger, which alone is shown as soon as a page opens. */
export function panelOf<K extends NodeKind>(kind: K): ComponentType<PanelProps<K>> {
  return BY_HAND[kind] ?? SettingsForm<K>;
}
