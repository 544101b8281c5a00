/** What is kept of how long renders took, beside its key; the role of who renders may write no more of it. */
export const renderLoadAttributes = ['busySeconds', 'slotSeconds', 'renderSeconds', 'underPressure'] as const;
