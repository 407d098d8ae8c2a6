namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>Whether the payload of an event is kept; when it is not, the reason is that of the accepted event's outcome.</summary>
internal static class SampleVerdict
{
    public const string Kept = "";

    /// <summary>The issue has enough of this hour.</summary>
    public const string Sampled = "sampled";

    /// <summary>It would have been kept if there were no spike.</summary>
    public const string Spike = "sampled_spike";

    /// <summary>The project has enough of this hour.</summary>
    public const string Budget = "sampled_budget";
}
