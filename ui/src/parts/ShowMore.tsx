import { Button, Center } from '@mantine/core';
import { useEffect, useRef } from 'react';

interface Props {
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  label: string;
}

/** Below a list: brings the next page when it comes into view, or when it is pressed. */
export function ShowMore({ list, label }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const { hasNextPage, fetchNextPage } = list;
  useEffect(() => {
    const element = button.current;
    if (!element || !hasNextPage) {
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        fetchNextPage();
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage]);
  if (!hasNextPage) {
    return null;
  }
  return (
    <Center py="md">
      <Button
        ref={button}
        variant="default"
        loading={list.isFetchingNextPage}
        onClick={() => fetchNextPage()}
      >
        {label}
      </Button>
    </Center>
  );
}
