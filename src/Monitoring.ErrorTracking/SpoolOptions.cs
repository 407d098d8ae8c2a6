using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>
/// Where events wait on this host's disk while the store is away, so that senders are answered 200 all the same. What waits was scrubbed, filtered, limited and
/// grouped before; it is stored, once, with the time at which it came, when the store is back.
/// </summary>
public sealed class SpoolOptions
{
    /// <summary>
    /// The directory, on a disk of this host that outlives it; it is created when it is not there. Each host has one of its own. <see langword="null"/> for no spool:
    /// while the store is away, requests are then refused.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [StringLength(4096, MinimumLength = 1)]
    public string? Directory { get; set; }

    /// <summary>The most bytes that wait; when there are more, requests are answered with 429.</summary>
    /// <value>The default value is 1 GiB.</value>
    [Range(1024.0 * 1024, 1024.0 * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>
    /// For how long the spool stands in for the store. When what waits longest is older, requests are answered with 429. Keys and settings of projects that this host
    /// has not read for so long hold no more, and their senders are answered with 503; nor does what it has not read since it started.
    /// </summary>
    /// <value>The default value is 12 hours.</value>
    [TimeSpanRange("00:01:00", "1.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(12);
}
