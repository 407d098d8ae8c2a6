using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Grouping.Configurations;

namespace Monitoring.ErrorTracking;

/// <summary>The bounds and switches of error tracking. Every bound protects the host from what senders do.</summary>
public sealed class ErrorTrackingOptions
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    /// <summary>The most bytes of a request's body as it comes, compressed or not; more answers 413.</summary>
    /// <value>The default value is 40 MiB.</value>
    [Range(KiB, 1024 * MiB)]
    public int MaxBodyBytes { get; set; } = 40 * MiB;

    /// <summary>The most bytes of a body after decompression; more answers 413. Decompression stops there, whatever the sender claims.</summary>
    /// <value>The default value is 100 MiB.</value>
    [Range(KiB, 1024 * MiB)]
    public int MaxDecompressedBytes { get; set; } = 100 * MiB;

    /// <summary>The most bytes of one event; longer ones are refused singly.</summary>
    /// <value>The default value is 1 MiB.</value>
    [Range(KiB, 8 * MiB)]
    public int MaxEventBytes { get; set; } = MiB;

    /// <summary>The most bytes of one attachment; longer ones are refused singly.</summary>
    /// <value>The default value is 20 MiB.</value>
    [Range(KiB, 1024 * MiB)]
    public int MaxAttachmentBytes { get; set; } = 20 * MiB;

    /// <summary>The most items of one envelope.</summary>
    /// <value>The default value is 1,000.</value>
    [Range(1, Monitoring.Storage.Errors.ErrorStoreLimits.BatchEvents)]
    public int MaxItems { get; set; } = 1000;

    /// <summary>Whether envelopes must follow the grammar to the letter. Otherwise blank lines and CRLF between items are forgiven.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool StrictEnvelopes { get; set; }

    /// <summary>
    /// How many bytes of bodies may lie in memory at once, over all requests. When they are used up, requests are answered with 429.
    /// </summary>
    /// <value>The default value is 256 MiB.</value>
    [Range(MiB, int.MaxValue)]
    public int MaxBytesInFlight { get; set; } = 256 * MiB;

    /// <summary>How many events may wait for the store; when the queue is full, requests are answered with 429.</summary>
    /// <value>The default value is 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxQueuedEvents { get; set; } = 10_000;

    /// <summary>How many bytes of payloads may wait for the store; when there are more, requests are answered with 429.</summary>
    /// <value>The default value is 128 MiB.</value>
    [Range(MiB, int.MaxValue)]
    public int MaxQueuedBytes { get; set; } = 128 * MiB;

    /// <summary>The most events that are handed to the store at once.</summary>
    /// <value>The default value is 1,000.</value>
    [Range(1, Monitoring.Storage.Errors.ErrorStoreLimits.BatchEvents)]
    public int MaxBatchEvents { get; set; } = 1000;

    /// <summary>The most bytes of payloads that are handed to the store at once; a single larger event goes alone.</summary>
    /// <value>The default value is 8 MiB.</value>
    [Range(KiB, 256 * MiB)]
    public int MaxBatchBytes { get; set; } = 8 * MiB;

    /// <summary>The most appends that are under way at the store at once. While as many are, events gather for the next.</summary>
    /// <value>The default value is 4.</value>
    [Range(1, 64)]
    public int MaxConcurrentAppends { get; set; } = 4;

    /// <summary>How long senders are told to wait when the queue is full, in whole seconds.</summary>
    /// <value>The default value is 5 seconds.</value>
    [TimeSpanRange("00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where events wait while the store is away.</summary>
    [ValidateObjectMembers]
    public SpoolOptions Spool { get; } = new();

    /// <summary>
    /// The <see cref="Monitoring.ErrorTracking.Grouping.IGroupingStrategy.Id"/> of the strategy that groups the events of projects which have not chosen one: one of
    /// <see cref="GroupingConfigurationIds"/>, or that of a strategy that the host registered.
    /// </summary>
    /// <value>The default value is <c>monitoring:2026-11-22</c>.</value>
    [Required]
    public string Grouping { get; set; } = GroupingConfigurationIds.Default;

    /// <summary>The most bytes of one uploaded bundle of source maps; longer ones are refused.</summary>
    /// <value>The default value is 256 MiB.</value>
    [Range(MiB, int.MaxValue)]
    public int MaxArtifactBundleBytes { get; set; } = 256 * MiB;

    /// <summary>How many bytes of decoded source maps are kept in memory, those that were used last.</summary>
    /// <value>The default value is 128 MiB.</value>
    [Range(MiB, int.MaxValue)]
    public int SourceMapCacheBytes { get; set; } = 128 * MiB;

    /// <summary>How often counted outcomes are written to the store. What was counted after the last time is lost when the host is killed.</summary>
    /// <value>The default value is 5 seconds.</value>
    [TimeSpanRange("00:00:00.1000000", "01:00:00")]
    public TimeSpan OutcomeFlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long counted outcomes are kept.</summary>
    /// <value>The default value is 90 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan OutcomeRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The bounds of transactions, spans and traces.</summary>
    [ValidateObjectMembers]
    public TracingOptions Tracing { get; } = new();

    /// <summary>How long events are kept in projects that do not say otherwise; by whole UTC days. What they counted stays with their issue.</summary>
    /// <value>The default value is 90 days.</value>
    [TimeSpanRange("1.00:00:00", "36500.00:00:00")]
    public TimeSpan EventRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>After how long without an event an issue goes, with all that it counted, in projects that do not say otherwise.</summary>
    /// <value>The default value is <see langword="null"/>: never.</value>
    [TimeSpanRange("1.00:00:00", "36500.00:00:00")]
    public TimeSpan? IssueRetention { get; set; }

    /// <summary>
    /// The most bytes that the payloads of a project's events may have together in projects that do not say otherwise, before the store packs them. When they have more,
    /// payloads go, those that tell least first; their events stay.
    /// </summary>
    /// <value>The default value is 10 GiB; <see langword="null"/> for any number.</value>
    [Range(1024.0 * 1024, 1024.0 * 1024 * 1024 * 1024 * 1024)]
    public long? PayloadBytes { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>How often what is too old, or too much, is removed.</summary>
    /// <value>The default value is 1 hour.</value>
    [TimeSpanRange("00:01:00", "1.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The bounds of check-ins of monitored jobs.</summary>
    [ValidateObjectMembers]
    public MonitorOptions Monitors { get; } = new();

    /// <summary>The bounds of values that are counted by the hour and by the day.</summary>
    [ValidateObjectMembers]
    public RollupOptions Rollups { get; } = new();

    /// <summary>The bounds of sessions.</summary>
    [ValidateObjectMembers]
    public SessionOptions Sessions { get; } = new();

    /// <summary>What holds for attachments of projects that have no settings of their own.</summary>
    [ValidateObjectMembers]
    public AttachmentOptions Attachments { get; } = new();

    /// <summary>The bounds of feedback.</summary>
    [ValidateObjectMembers]
    public FeedbackOptions Feedback { get; } = new();

    /// <summary>The bounds of alert rules.</summary>
    [ValidateObjectMembers]
    public AlertOptions Alerts { get; } = new();

    /// <summary>How Sentry servers are called for projects whose errors are there.</summary>
    [ValidateObjectMembers]
    public SentryBackendOptions SentryBackend { get; } = new();
}
