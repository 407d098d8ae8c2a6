using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>The header of an envelope: what its sender says about all of its items.</summary>
public sealed record EnvelopeHeader
{
    /// <summary>The id of the event in the envelope, when the header has one; it wins over the id in the event's payload.</summary>
    public EventId? EventId { get; init; }

    /// <summary>The DSN that the SDK was given, when the header has one. It may authenticate the envelope.</summary>
    public Dsn? Dsn { get; init; }

    /// <summary>When the envelope left the sender, by the sender's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The name of the SDK, such as <c>sentry.dotnet</c>.</summary>
    public string? SdkName { get; init; }

    /// <summary>The version of the SDK.</summary>
    public string? SdkVersion { get; init; }

    /// <summary>The dynamic sampling context, as it came; it may be malformed.</summary>
    public RawJson Trace { get; init; }

    /// <summary>The whole header as it came, unknown attributes included.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>An attribute by its name, known or not; absent when the header has none. When it was given twice, the last one.</summary>
    public RawJson GetAttribute(string name) => JsonObjects.Find(Raw, name);
}
