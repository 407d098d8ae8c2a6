namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>The item types that the Sentry protocol knows. Items of other types are kept as <see cref="Unknown"/>.</summary>
public enum EnvelopeItemKind
{
    /// <summary>A type from the future or of another vendor; <see cref="EnvelopeItem.TypeName"/> has its name.</summary>
    Unknown,

    /// <summary>An event: an error or a message, as JSON.</summary>
    Event,

    /// <summary>A transaction: an event with spans, as JSON.</summary>
    Transaction,

    /// <summary>A security report as a normalised event.</summary>
    Security,

    /// <summary>A security report as a browser sent it.</summary>
    RawSecurity,

    /// <summary>A network error logging report.</summary>
    Nel,

    /// <summary>Fields of a multipart form as JSON pairs.</summary>
    FormData,

    /// <summary>A crash container of the Unreal engine.</summary>
    UnrealReport,

    /// <summary>A file that belongs to the event of the envelope.</summary>
    Attachment,

    /// <summary>Feedback of a user in its old form.</summary>
    UserReport,

    /// <summary>Feedback of a user as an event.</summary>
    Feedback,

    /// <summary>One update of a session.</summary>
    Session,

    /// <summary>Aggregates of sessions.</summary>
    Sessions,

    /// <summary>What the SDK discarded, by reason.</summary>
    ClientReport,

    /// <summary>A check-in of a monitor.</summary>
    CheckIn,

    /// <summary>A container of log records.</summary>
    Log,

    /// <summary>A container of metrics that belong to traces.</summary>
    TraceMetric,

    /// <summary>A span or a container of spans.</summary>
    Span,

    /// <summary>A profile.</summary>
    Profile,

    /// <summary>A chunk of a continuous profile.</summary>
    ProfileChunk,

    /// <summary>The description of a replay segment.</summary>
    ReplayEvent,

    /// <summary>The recording of a replay segment.</summary>
    ReplayRecording,

    /// <summary>A replay segment with video.</summary>
    ReplayVideo,

    /// <summary>Metrics as text lines; a dead feature.</summary>
    Statsd,

    /// <summary>Aggregated metrics; only for relays.</summary>
    MetricBuckets,

    /// <summary>A body passed through for an integration; only for relays.</summary>
    Integration,
}
