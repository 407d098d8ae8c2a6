namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>How much text of rules is taken, and how much work it may make.</summary>
internal static class RuleLimits
{
    public const int Rules = 2_000;
    public const int LineLength = 4_096;
    public const int Parts = 32;
    public const int Problems = 100;
    public const int Frames = 1_000_000;

    /// <summary>Stars in one pattern; people write one to three.</summary>
    public const int Stars = 16;

    /// <summary>What all rules may cost for one event; an ordinary one with the built-in rules takes some thousands.</summary>
    public const long Steps = 5_000_000;
}
