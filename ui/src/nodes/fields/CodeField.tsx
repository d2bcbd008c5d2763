import { Input, Textarea } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';

import { usePanel } from '../panel';
import type { CodeFieldProps } from './CodeEditor';
import { useAllVariables } from './Suggestions';

const CodeEditor = lazy(() => import('./CodeEditor'));

type EditorProps = CodeFieldProps & { labelledBy: string };

function Editor({ templates, ...props }: EditorProps) {
  return templates ? <WithVariables {...props} /> : <CodeEditor {...props} />;
}

function WithVariables(props: EditorProps) {
  const variables = useAllVariables(true);
  return <CodeEditor {...props} variables={variables} />;
}

/** JSON with colours and brackets that match; the editor is fetched when it is first needed. */
export function CodeField(props: CodeFieldProps) {
  const id = useId();
  const { readOnly } = usePanel();
  return (
    <Input.Wrapper
      label={props.label}
      labelProps={{ id, htmlFor: undefined }}
      labelElement="div"
      description={props.description}
      error={props.error}
    >
      <Suspense
        fallback={
          <Textarea
            aria-labelledby={id}
            value={props.value}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            minRows={5}
          />
        }
      >
        <Editor {...props} readOnly={readOnly} labelledBy={id} />
      </Suspense>
    </Input.Wrapper>
  );
}
