namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>What a caller is told: the planner's answer, or why there is none.</summary>
internal readonly record struct CommitAnswer<TAnswer>(CommitFault Fault, TAnswer? Answer = default);
