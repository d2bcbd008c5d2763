import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props<T extends string> {
  tab: T;
  tabs: [value: T, label: string, content: ReactNode][];
  onTab: (tab: T) => void;
}

/** Parts of a page, one at a time. */
export function Tabbed<T extends string>({ tab, tabs, onTab }: Props<T>) {
  const change = (next: string | null) => {
    const known = tabs.find(([value]) => value === next);
    if (known) {
      onTab(known[0]);
    }
  };
  return (
    <Tabs value={tab} onChange={change} keepMounted={false}>
      <Tabs.List mb="lg">
        {tabs.map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([value, , content]) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
