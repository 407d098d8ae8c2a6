using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

internal sealed record SentryTagValueDocument
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Value { get; init; }

    public required long Count { get; init; }

    /// <summary>Not counted per value.</summary>
    public DateTimeOffset? FirstSeen { get; }

    /// <summary>Not counted per value.</summary>
    public DateTimeOffset? LastSeen { get; }

    public static SentryTagValueDocument Of(string key, TagValueCount value) => new() { Key = key, Name = value.Value, Value = value.Value, Count = value.Count };
}
