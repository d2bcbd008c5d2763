/** What the graph's own rules say. */
export const strings = {
  leadsToItself: 'A node cannot lead to itself.',
  leadsToTrigger: 'Nothing can lead back to the trigger.',
  circle: 'This would make a circle. A workflow cannot go in circles.',
  blocked: (trigger: string) =>
    `Blocked by the trigger ${trigger}: this action would start the workflow again, without end.`,
};
