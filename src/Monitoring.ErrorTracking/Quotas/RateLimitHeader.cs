using System.Globalization;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>Writes values of <c>X-Sentry-Rate-Limits</c>: seconds, categories, scope and reason.</summary>
internal static class RateLimitHeader
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The categories of events.</summary>
    public const string Events = "default;error;security";

    /// <summary>Everything that a sender may send.</summary>
    public const string Everything = "";

    /// <summary>One limit; seconds are rounded up, because an SDK that comes back too early is refused again.</summary>
    public static string Format(TimeSpan wait, string categories, string scope, string reason) =>
        string.Create(CultureInfo.InvariantCulture, $"{WholeSeconds(wait).TotalSeconds}:{categories}:{scope}:{reason}");

    /// <summary>One limit of a key or a project.</summary>
    public static string Format(TimeSpan wait, RateLimit limit) => Format(Bounded(wait), limit.Categories, limit.Scope, limit.Reason);

    /// <summary>
    /// At most an hour: an SDK takes no shorter wait afterwards, so one that was told to wait for the month would be silent for it although the limit was raised.
    /// </summary>
    public static TimeSpan Bounded(TimeSpan wait) => wait > LongestWait ? LongestWait : wait;

    /// <summary>At least a second, rounded up.</summary>
    public static TimeSpan WholeSeconds(TimeSpan wait) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));
}
