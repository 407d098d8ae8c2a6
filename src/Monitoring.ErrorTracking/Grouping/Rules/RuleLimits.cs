namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>How much text of rules is taken.</summary>
internal static class RuleLimits
{
    public const int Rules = 2_000;
    public const int LineLength = 4_096;
    public const int Parts = 32;
    public const int Problems = 100;
    public const int Frames = 1_000_000;
}
