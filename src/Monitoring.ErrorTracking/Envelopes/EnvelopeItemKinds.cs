namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>What the protocol says about the kinds of items.</summary>
public static class EnvelopeItemKinds
{
    /// <summary>The name of the type on the wire; <c>unknown</c> for <see cref="EnvelopeItemKind.Unknown"/>.</summary>
    public static string Name(this EnvelopeItemKind kind) => kind switch
    {
        EnvelopeItemKind.Event => "event",
        EnvelopeItemKind.Transaction => "transaction",
        EnvelopeItemKind.Security => "security",
        EnvelopeItemKind.RawSecurity => "raw_security",
        EnvelopeItemKind.Nel => "nel",
        EnvelopeItemKind.FormData => "form_data",
        EnvelopeItemKind.UnrealReport => "unreal_report",
        EnvelopeItemKind.Attachment => "attachment",
        EnvelopeItemKind.UserReport => "user_report",
        EnvelopeItemKind.Feedback => "feedback",
        EnvelopeItemKind.Session => "session",
        EnvelopeItemKind.Sessions => "sessions",
        EnvelopeItemKind.ClientReport => "client_report",
        EnvelopeItemKind.CheckIn => "check_in",
        EnvelopeItemKind.Log => "log",
        EnvelopeItemKind.TraceMetric => "trace_metric",
        EnvelopeItemKind.Span => "span",
        EnvelopeItemKind.Profile => "profile",
        EnvelopeItemKind.ProfileChunk => "profile_chunk",
        EnvelopeItemKind.ReplayEvent => "replay_event",
        EnvelopeItemKind.ReplayRecording => "replay_recording",
        EnvelopeItemKind.ReplayVideo => "replay_video",
        EnvelopeItemKind.Statsd => "statsd",
        EnvelopeItemKind.MetricBuckets => "metric_buckets",
        EnvelopeItemKind.Integration => "integration",
        _ => "unknown",
    };

    /// <summary>The category that limits and counts the item.</summary>
    public static DataCategory Category(this EnvelopeItemKind kind) => kind switch
    {
        EnvelopeItemKind.Event or EnvelopeItemKind.UnrealReport => DataCategory.Error,
        EnvelopeItemKind.Transaction => DataCategory.Transaction,
        EnvelopeItemKind.Security or EnvelopeItemKind.RawSecurity => DataCategory.Security,
        EnvelopeItemKind.Attachment => DataCategory.Attachment,
        EnvelopeItemKind.UserReport or EnvelopeItemKind.Feedback => DataCategory.Feedback,
        EnvelopeItemKind.Session or EnvelopeItemKind.Sessions => DataCategory.Session,
        EnvelopeItemKind.CheckIn => DataCategory.Monitor,
        EnvelopeItemKind.Log => DataCategory.LogItem,
        EnvelopeItemKind.TraceMetric => DataCategory.TraceMetric,
        EnvelopeItemKind.Span => DataCategory.Span,
        EnvelopeItemKind.Profile => DataCategory.Profile,
        EnvelopeItemKind.ProfileChunk => DataCategory.ProfileChunk,
        EnvelopeItemKind.ReplayEvent or EnvelopeItemKind.ReplayRecording or EnvelopeItemKind.ReplayVideo => DataCategory.Replay,
        EnvelopeItemKind.Statsd or EnvelopeItemKind.MetricBuckets => DataCategory.MetricBucket,
        _ => DataCategory.None,
    };

    /// <summary>Whether the item travels with an event id; an envelope with such an item gets an id when its header has none.</summary>
    public static bool NeedsEventId(this EnvelopeItemKind kind) => kind
        is EnvelopeItemKind.Event or EnvelopeItemKind.Transaction or EnvelopeItemKind.Security or EnvelopeItemKind.RawSecurity
        or EnvelopeItemKind.UnrealReport or EnvelopeItemKind.Attachment or EnvelopeItemKind.FormData or EnvelopeItemKind.UserReport
        or EnvelopeItemKind.Feedback or EnvelopeItemKind.ReplayEvent or EnvelopeItemKind.Profile;

    /// <summary>Whether only trusted relays may send such items; from anyone else they are refused.</summary>
    public static bool IsInternal(this EnvelopeItemKind kind) => kind is EnvelopeItemKind.MetricBuckets or EnvelopeItemKind.Integration;

    /// <summary>Finds the kind by the UTF-8 name of its type, without making a string.</summary>
    internal static EnvelopeItemKind Parse(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("log"u8) ? EnvelopeItemKind.Log : Match(name, "nel"u8, EnvelopeItemKind.Nel),
        4 => Match(name, "span"u8, EnvelopeItemKind.Span),
        5 => Match(name, "event"u8, EnvelopeItemKind.Event),
        6 => Match(name, "statsd"u8, EnvelopeItemKind.Statsd),
        7 => name.SequenceEqual("session"u8) ? EnvelopeItemKind.Session : Match(name, "profile"u8, EnvelopeItemKind.Profile),
        8 => ParseOfEight(name),
        9 => Match(name, "form_data"u8, EnvelopeItemKind.FormData),
        10 => Match(name, "attachment"u8, EnvelopeItemKind.Attachment),
        11 => name.SequenceEqual("transaction"u8) ? EnvelopeItemKind.Transaction
            : name.SequenceEqual("user_report"u8) ? EnvelopeItemKind.UserReport
            : Match(name, "integration"u8, EnvelopeItemKind.Integration),
        12 => ParseOfTwelve(name),
        13 => name.SequenceEqual("client_report"u8) ? EnvelopeItemKind.ClientReport
            : name.SequenceEqual("profile_chunk"u8) ? EnvelopeItemKind.ProfileChunk
            : Match(name, "unreal_report"u8, EnvelopeItemKind.UnrealReport),
        14 => Match(name, "metric_buckets"u8, EnvelopeItemKind.MetricBuckets),
        16 => name.SequenceEqual("replay_recording"u8) ? EnvelopeItemKind.ReplayRecording
            : Match(name, "profile_chunk_ui"u8, EnvelopeItemKind.ProfileChunk),
        _ => EnvelopeItemKind.Unknown,
    };

    private static EnvelopeItemKind ParseOfEight(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("sessions"u8) ? EnvelopeItemKind.Sessions
        : name.SequenceEqual("feedback"u8) ? EnvelopeItemKind.Feedback
        : name.SequenceEqual("check_in"u8) ? EnvelopeItemKind.CheckIn
        : Match(name, "security"u8, EnvelopeItemKind.Security);

    private static EnvelopeItemKind ParseOfTwelve(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("replay_event"u8) ? EnvelopeItemKind.ReplayEvent
        : name.SequenceEqual("replay_video"u8) ? EnvelopeItemKind.ReplayVideo
        : name.SequenceEqual("raw_security"u8) ? EnvelopeItemKind.RawSecurity
        : Match(name, "trace_metric"u8, EnvelopeItemKind.TraceMetric);

    private static EnvelopeItemKind Match(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted, EnvelopeItemKind kind) =>
        name.SequenceEqual(wanted) ? kind : EnvelopeItemKind.Unknown;
}
