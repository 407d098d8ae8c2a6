namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>What a Sentry server answered, or why there is no answer.</summary>
internal sealed record SentryReply
{
    public required BackendOutcome Outcome { get; init; }

    /// <summary>The body, of an answer that is one.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The header <c>Link</c>.</summary>
    public string Link { get; init; } = "";

    /// <summary>Why it failed.</summary>
    public string Reason { get; init; } = "";

    public TimeSpan? RetryAfter { get; init; }

    public static SentryReply Failed(BackendOutcome outcome, string reason) => new() { Outcome = outcome, Reason = reason };
}
