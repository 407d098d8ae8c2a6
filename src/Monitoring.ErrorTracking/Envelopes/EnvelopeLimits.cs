namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>What an envelope may hold at most. The defaults are those of Sentry's own relay, in bytes after decompression.</summary>
public sealed record EnvelopeLimits
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    /// <summary>The limits that apply when none are given.</summary>
    public static EnvelopeLimits Default { get; } = new();

    /// <summary>The longest envelope, in bytes.</summary>
    /// <value>200 MiB.</value>
    public long MaxBytes { get; init; } = 200 * MiB;

    /// <summary>How many items an envelope may have.</summary>
    /// <value>1000.</value>
    public int MaxItems { get; init; } = 1000;

    /// <summary>The longest header, of the envelope or of an item, in bytes.</summary>
    /// <value>64 KiB.</value>
    public int MaxHeaderBytes { get; init; } = 64 * KiB;

    /// <summary>The deepest nesting of a header; never more than 64.</summary>
    /// <value>64.</value>
    public int MaxHeaderDepth { get; init; } = 64;

    /// <summary>The longest event, transaction, security report, feedback or replay event, in bytes.</summary>
    /// <value>1 MiB.</value>
    public long MaxEventBytes { get; init; } = MiB;

    /// <summary>The longest attachment, crash container or item of an unknown type, in bytes.</summary>
    /// <value>200 MiB.</value>
    public long MaxAttachmentBytes { get; init; } = 200 * MiB;

    /// <summary>The longest session update, aggregate of sessions or statsd item, in bytes.</summary>
    /// <value>1 MiB.</value>
    public long MaxSessionBytes { get; init; } = MiB;

    /// <summary>The longest client report, in bytes.</summary>
    /// <value>4 KiB.</value>
    public long MaxClientReportBytes { get; init; } = 4 * KiB;

    /// <summary>The longest check-in, in bytes.</summary>
    /// <value>100 KiB.</value>
    public long MaxCheckInBytes { get; init; } = 100 * KiB;

    /// <summary>The longest container of logs, spans or trace metrics, in bytes.</summary>
    /// <value>12 MiB.</value>
    public long MaxContainerBytes { get; init; } = 12 * MiB;

    /// <summary>The longest profile, in bytes.</summary>
    /// <value>50 MiB.</value>
    public long MaxProfileBytes { get; init; } = 50 * MiB;

    /// <summary>The longest recording of a replay, in bytes.</summary>
    /// <value>10 MiB.</value>
    public long MaxReplayBytes { get; init; } = 10 * MiB;

    /// <summary>The longest payload of an item of a kind, in bytes.</summary>
    public long MaxPayloadBytes(EnvelopeItemKind kind) => kind switch
    {
        EnvelopeItemKind.Event or EnvelopeItemKind.Transaction or EnvelopeItemKind.Security or EnvelopeItemKind.RawSecurity
            or EnvelopeItemKind.Nel or EnvelopeItemKind.FormData or EnvelopeItemKind.UserReport or EnvelopeItemKind.Feedback
            or EnvelopeItemKind.ReplayEvent => MaxEventBytes,
        EnvelopeItemKind.Session or EnvelopeItemKind.Sessions or EnvelopeItemKind.Statsd => MaxSessionBytes,
        EnvelopeItemKind.ClientReport => MaxClientReportBytes,
        EnvelopeItemKind.CheckIn => MaxCheckInBytes,
        EnvelopeItemKind.Log or EnvelopeItemKind.Span or EnvelopeItemKind.TraceMetric => MaxContainerBytes,
        EnvelopeItemKind.Profile or EnvelopeItemKind.ProfileChunk => MaxProfileBytes,
        EnvelopeItemKind.ReplayRecording or EnvelopeItemKind.ReplayVideo => MaxReplayBytes,
        _ => MaxAttachmentBytes,
    };
}
