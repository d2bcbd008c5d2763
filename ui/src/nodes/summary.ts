import type { Configs, NodeKind, SettingFacts } from '../api/kinds';
import { kinds } from '../generated/kinds';
import type { GraphNode } from '../graph/graph';
import { conditionText } from './conditions';
import { inUnits } from './delay';
import type { Names } from './names';
import { listed, shortened } from './words';

/** Cards that say more than their settings side by side; undefined while too little is set. */
const OWN: { [K in NodeKind]?: (config: Configs[K], names: Names) => string | undefined } = {
  aiExtraction: ({ labels, fields, sentiment }, names) => {
    const parts = [
      ...(labels ? ['labels'] : []),
      ...fields.map((id) => names('fields', id) ?? '…'),
      ...(sentiment ? ['sentiment'] : []),
    ];
    return parts.length > 0 ? `Extract ${listed(parts)}` : undefined;
  },
  decision: ({ match, conditions }, names) => {
    const said = conditions.map((condition) => conditionText(condition, names));
    return said.length > 1 ? `If ${match}: ${said.join(', ')}` : said[0] && `If ${said[0]}`;
  },
  delay: (config) => (config.amount > 0 ? `Wait ${inUnits(config)}` : undefined),
  fetch: ({ method, url }) => (url ? `${method} ${url.replace(/^https?:\/\//, '')}` : undefined),
};

/** Returns the text that a card shows for what its node does. */
export function summaryOf(node: GraphNode, names: Names): string {
  return said(node.kind, node.config, names);
}

function said<K extends NodeKind>(kind: K, config: Configs[K], names: Names): string {
  const { summary, unset } = kinds[kind];
  const own = OWN[kind];
  return (own ? own(config, names) : filled(kind, config, names, summary)) ?? unset ?? summary;
}

function filled<K extends NodeKind>(
  kind: K,
  config: Configs[K],
  names: Names,
  summary: string,
): string | undefined {
  let isEmpty = false;
  const text = summary.replace(/\{(\w+)\}/g, (_, name: keyof Configs[K]) => {
    const value = valueText(kinds[kind].settings[name], config[name], names);
    isEmpty ||= value === '';
    return value;
  });
  return isEmpty ? undefined : text;
}

/** The value of a setting in words; empty where there is none. */
export function valueText(
  facts: Pick<SettingFacts<unknown>, 'catalogue' | 'choices'>,
  value: unknown,
  names: Names,
): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return '';
  }
  const { catalogue, choices } = facts;
  if (catalogue) {
    const ids: unknown[] = Array.isArray(value) ? value : [value];
    return listed(ids.map((id) => names(catalogue, String(id)) ?? '…'));
  }
  if (choices) {
    return choices.find((choice) => choice.value === value)?.label ?? String(value);
  }
  return typeof value === 'string' ? shortened(value) : JSON.stringify(value);
}
