using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events;

/// <summary>
/// An event in its normalised form: every spelling that SDKs use is read into this one, what is malformed is left out and listed in
/// <see cref="Problems"/>, and every part is bounded.
/// </summary>
/// <remarks>
/// <para>Parts that nothing computes on are <see cref="RawJson"/>: they refer to the payload the event was read from, which must stay unchanged
/// for as long as the event is used.</para>
/// <para>May hold personal data in any text: it is what the application reported.</para>
/// </remarks>
public sealed record ErrorEvent
{
    /// <summary>The id of the event.</summary>
    public required EventId Id { get; init; }

    /// <summary>What kind of event it is: one of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>How bad it is.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>When it happened, in UTC, corrected for the sender's clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When a transaction began, in UTC, corrected for the sender's clock; only of transactions.</summary>
    public DateTimeOffset? StartTimestamp { get; init; }

    /// <summary>When it was received, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The platform, such as <c>csharp</c> or <c>python</c>; <c>other</c> when it is not a known one.</summary>
    public required string Platform { get; init; }

    /// <summary>The logger, at most 64 characters.</summary>
    public string? Logger { get; init; }

    /// <summary>The name of what was being done, such as a route, at most 200 characters. The old attribute <c>culprit</c> stands in for it.</summary>
    public string? Transaction { get; init; }

    /// <summary>The release, at most 200 characters.</summary>
    public string? Release { get; init; }

    /// <summary>The distribution of the release, at most 64 characters of <c>[a-zA-Z0-9_.-]</c>; only with a release.</summary>
    public string? Distribution { get; init; }

    /// <summary>The environment, at most 64 characters.</summary>
    public string? Environment { get; init; }

    /// <summary>The tags, each key once, sorted by key in ordinal order.</summary>
    public ImmutableArray<EventTag> Tags { get; init; } = [];

    /// <summary>The fingerprint that the sender gave; empty for default grouping.</summary>
    public ImmutableArray<string> Fingerprint { get; init; } = [];

    /// <summary>The fixed hash that an old sender gave, at most 128 characters.</summary>
    public string? Checksum { get; init; }

    /// <summary>The message.</summary>
    public LogEntry? Message { get; init; }

    /// <summary>The exceptions, the oldest cause first and the one that was caught last.</summary>
    public ImmutableArray<ExceptionInfo> Exceptions { get; init; } = [];

    /// <summary>The threads.</summary>
    public ImmutableArray<ThreadInfo> Threads { get; init; } = [];

    /// <summary>A stack trace that belongs to no exception and no thread.</summary>
    public StackTrace? StackTrace { get; init; }

    /// <summary>The place in a template that failed.</summary>
    public TemplateInfo? Template { get; init; }

    /// <summary>What happened before, the oldest first.</summary>
    public ImmutableArray<Breadcrumb> Breadcrumbs { get; init; } = [];

    /// <summary>The HTTP request during which it happened.</summary>
    public RequestInfo? Request { get; init; }

    /// <summary>The user to whom it happened.</summary>
    public UserInfo? User { get; init; }

    /// <summary>The SDK that reported it.</summary>
    public SdkInfo? Sdk { get; init; }

    /// <summary>The contexts (device, runtime, trace and so on), each an object, each name once.</summary>
    public ImmutableArray<NamedJson> Contexts { get; init; } = [];

    /// <summary>The report about a security policy, when the event is one.</summary>
    public SecurityReport? Security { get; init; }

    /// <summary>Further data, an object.</summary>
    public RawJson Extra { get; init; }

    /// <summary>The installed packages: an object of names and versions.</summary>
    public RawJson Modules { get; init; }

    /// <summary>The images of the process, for symbolication: an object.</summary>
    public RawJson DebugMeta { get; init; }

    /// <summary>What the SDK cut and dropped: an object of the event's shape.</summary>
    public RawJson Meta { get; init; }

    /// <summary>What was wrong with the event, found by the SDK or by normalisation, at most 100 faults.</summary>
    public ImmutableArray<EventProblem> Problems { get; init; } = [];

    /// <summary>A context by its name; absent when there is none.</summary>
    public RawJson Context(string name)
    {
        foreach (var context in Contexts)
        {
            if (context.Name == name)
            {
                return context.Value;
            }
        }

        return default;
    }
}
