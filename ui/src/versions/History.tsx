import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { GraphView } from '../canvas/GraphView';
import type { Version } from '../editor/document/calls';
import editorClasses from '../editor/parts/editor.module.css';
import { About } from './About';
import { Ask } from './Ask';
import { useComparison } from './comparison';
import type { VersionSearch } from './search';
import { nameOf } from './strings';
import { VersionList } from './VersionList';

interface Props {
  workflowId: string;
  versions: Version[];
  isArchived: boolean;
}

/** The versions next to the graph of one of them. */
export function History({ workflowId, versions, isArchived }: Props) {
  const search = useSearch({ strict: false }) as VersionSearch;
  const navigate = useNavigate();
  const newest = versions[0] as Version;
  const shown = versions.find((one) => one.version === search.version) ?? newest;
  // A version is never compared with itself.
  const other = search.compare === shown.version ? undefined : search.compare;
  const [picked, setPicked] = useState<string>();
  const [asking, setAsking] = useState<'restore' | 'publish'>();
  const comparison = useComparison(workflowId, shown.version, other);
  const { drawn, marks } = comparison;
  const go = ({ version, compare }: VersionSearch) =>
    navigate({
      to: `/workflows/${workflowId}/versions`,
      search: { version, ...(compare === undefined ? {} : { compare }) } as never,
    });
  return (
    <div className={editorClasses.body}>
      <VersionList
        versions={versions}
        shown={shown}
        onPick={(version) => {
          setPicked(undefined);
          go({ version, compare: search.compare === version ? undefined : search.compare });
        }}
      />
      <div className={editorClasses.canvas}>
        {drawn && (
          <GraphView
            key={`${shown.version} ${search.compare}`}
            graph={drawn}
            marks={marks}
            selected={picked}
            onSelect={setPicked}
            label={nameOf(shown.version)}
          />
        )}
      </div>
      <About
        versions={versions}
        shown={shown}
        other={other}
        comparison={comparison}
        picked={picked}
        onPick={setPicked}
        onCompare={(compare) => go({ version: shown.version, compare })}
        onAsk={setAsking}
        isArchived={isArchived}
      />
      {asking && (
        <Ask
          what={asking}
          workflowId={workflowId}
          version={shown.version}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
