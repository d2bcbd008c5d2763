import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { connect } from '../../graph/edits';
import {
  type Document,
  edgeFrom,
  type GraphNode,
  type Handle,
  handlesOf,
  wayOf,
} from '../../graph/graph';
import { refusals } from '../../graph/rules';
import { titleOf } from '../../nodes/titles';
import { useEditor, useEditorState } from '../document/context';
import { lead } from '../document/store';
import { strings } from '../parts/strings';

/** The nodes that a node leads to, as a list for each handle: the way to connect by keyboard. */
export function WaysOn({ node }: { node: GraphNode }) {
  return handlesOf(node.kind).map((handle) => (
    <WayOn key={handle} source={node.id} handle={handle} way={wayOf(node.kind, handle)} />
  ));
}

interface WayProps {
  source: string;
  handle: Handle;
  way: string | undefined;
}

function WayOn({ source, handle, way }: WayProps) {
  const { store } = useEditor();
  const target = useEditorState((state) => edgeFrom(state.document, source, handle)?.target);
  const title = useEditorState((state) => {
    const node = target ? state.document.nodes[target] : undefined;
    return node && titleOf(node);
  });
  const [isOpen, setOpen] = useState(false);
  // There may be hundreds, and the list creates an element for each even while it is closed.
  const all = useEditorState((state) => (isOpen ? state.document : undefined));
  const targets = useMemo(
    () => (all ? targetsOf(all, source) : target ? [{ value: target, label: title ?? '' }] : []),
    [all, source, target, title],
  );
  return (
    <Select
      label={way ? strings.leadsToWay(way) : strings.leadsTo}
      placeholder={strings.nothingFollows}
      clearable
      clearButtonProps={{ 'aria-label': strings.disconnect }}
      data={targets}
      value={target ?? null}
      onChange={(chosen) => lead(store, source, handle, chosen, connect)}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={strings.nothingFound}
    />
  );
}

function targetsOf(document: Document, source: string) {
  const refused = refusals(document, source);
  return Object.values(document.nodes)
    .filter((other) => !refused[other.id])
    .map((other) => ({ value: other.id, label: titleOf(other) }));
}
