namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>Why a point is refused, or kept with less than it said.</summary>
internal static class MetricReasons
{
    /// <summary>A field is not as it must be; refused.</summary>
    public const string Invalid = "invalid_metric";

    /// <summary>The project has as many metrics as it may have on a day; refused.</summary>
    public const string TooManyNames = "too_many_metrics";

    /// <summary>The point has more or longer tags than it may have; kept without them.</summary>
    public const string TooManyTags = "too_many_tags";

    /// <summary>A tag has as many values as it may have on a day; kept under a common one.</summary>
    public const string TooManyTagValues = "too_many_tag_values";

    /// <summary>The metric or the project has as many series as it may have on a day; kept without tags.</summary>
    public const string TooManySeries = "too_many_series";
}
