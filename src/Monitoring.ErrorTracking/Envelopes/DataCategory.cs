namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>
/// What rate limits and client reports count items by. The names on the wire are those of the Sentry protocol
/// (<see cref="DataCategories.Name"/>).
/// </summary>
public enum DataCategory
{
    /// <summary>Counted by nothing: unknown and internal items, client reports.</summary>
    None,

    /// <summary>Events that are no errors.</summary>
    Default,

    /// <summary>Error events.</summary>
    Error,

    /// <summary>Transactions.</summary>
    Transaction,

    /// <summary>Reports of browsers about security policies.</summary>
    Security,

    /// <summary>Attachments, in bytes.</summary>
    Attachment,

    /// <summary>Attachments, by number.</summary>
    AttachmentItem,

    /// <summary>Feedback of users.</summary>
    Feedback,

    /// <summary>Sessions and aggregates of sessions.</summary>
    Session,

    /// <summary>Check-ins of monitors.</summary>
    Monitor,

    /// <summary>Log records.</summary>
    LogItem,

    /// <summary>Metrics that belong to a trace.</summary>
    TraceMetric,

    /// <summary>Spans.</summary>
    Span,

    /// <summary>Profiles.</summary>
    Profile,

    /// <summary>Chunks of continuous profiles.</summary>
    ProfileChunk,

    /// <summary>Session replays.</summary>
    Replay,

    /// <summary>Metric buckets.</summary>
    MetricBucket,

    /// <summary>Log records, in bytes.</summary>
    LogByte,

    /// <summary>Metrics that belong to a trace, in bytes.</summary>
    TraceMetricByte,

    /// <summary>Chunks of continuous profiles of user interfaces.</summary>
    ProfileChunkUi,
}
