package org.datasync.contracts.sync.v1;

/** When a plan is held for a decision instead of being applied. Percentages are of the baseline before the run. */
public record Guard(boolean enabled, int maxRemovePercent, int maxAddPercent, int minConstituents) {}
