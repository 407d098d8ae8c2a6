namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What the use of quotas is counted by within an hour of a project: the key that it was sent with, and the category.</summary>
internal readonly record struct UsageKey(PublicKey Key, string Category);
