using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>An event while it is being read: the parts as they stand in the payload, before one part is compared with another.</summary>
internal sealed class EventDraft
{
    public EventId? Id { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? StartTimestamp { get; set; }

    public string? Platform { get; set; }

    public ErrorLevel? Level { get; set; }

    public string? Type { get; set; }

    public string? Logger { get; set; }

    public string? Transaction { get; set; }

    public string? Culprit { get; set; }

    public string? ServerName { get; set; }

    public string? Site { get; set; }

    public string? Release { get; set; }

    public string? Distribution { get; set; }

    public string? Environment { get; set; }

    public List<EventTag>? Tags { get; set; }

    public ImmutableArray<string> Fingerprint { get; set; } = [];

    public string? Checksum { get; set; }

    public LogEntry? LogEntry { get; set; }

    /// <summary>The message in its old places.</summary>
    public LogEntry? LegacyMessage { get; set; }

    public ImmutableArray<ExceptionInfo> Exceptions { get; set; } = [];

    public ImmutableArray<ThreadInfo> Threads { get; set; } = [];

    public StackTrace? StackTrace { get; set; }

    public TemplateInfo? Template { get; set; }

    public ImmutableArray<Breadcrumb> Breadcrumbs { get; set; } = [];

    public RequestInfo? Request { get; set; }

    public UserInfo? User { get; set; }

    public SdkInfo? Sdk { get; set; }

    public ImmutableArray<NamedJson> Contexts { get; set; } = [];

    public SecurityReport? Security { get; set; }

    public RawJson Extra { get; set; }

    public RawJson Modules { get; set; }

    public RawJson DebugMeta { get; set; }

    public RawJson Meta { get; set; }

    /// <summary>The faults that came with the event.</summary>
    public List<EventProblem> Problems { get; } = [];
}
