using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Rows;

/// <summary>
/// The tags by which an event is counted and searched: those that the sender gave, and those that follow from the event. A tag of the
/// sender goes before a derived one of the same key.
/// </summary>
internal static class RowTags
{
    private const int MaxLength = 200;
    private const int Derived = 20;

    public static ImmutableArray<EventTag> Of(ErrorEvent errorEvent)
    {
        var tags = new List<EventTag>(errorEvent.Tags.Length + Derived);
        tags.AddRange(errorEvent.Tags);

        Add(tags, "level", LevelName(errorEvent.Level));
        Add(tags, "logger", errorEvent.Logger);
        Add(tags, "environment", errorEvent.Environment);
        Add(tags, "release", errorEvent.Release);
        Add(tags, "dist", errorEvent.Distribution);
        Add(tags, "transaction", errorEvent.Transaction);
        Add(tags, "url", errorEvent.Request?.Url);
        Add(tags, "user", UserHashes.Identity(errorEvent.User) is var (kind, value) ? $"{kind}:{value}" : null);
        Add(tags, "user.id", errorEvent.User?.Id);
        Add(tags, "user.email", errorEvent.User?.Email);
        Add(tags, "user.username", errorEvent.User?.Username);
        Add(tags, "user.ip", errorEvent.User?.IpAddress);
        AddMechanism(tags, errorEvent);
        AddVersioned(tags, "browser", errorEvent);
        AddVersioned(tags, "os", errorEvent);
        AddVersioned(tags, "runtime", errorEvent);
        var device = errorEvent.Context("device");
        Add(tags, "device", JsonObjects.FindText(device, "model"));
        Add(tags, "device.family", JsonObjects.FindText(device, "family"));
        tags.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return [.. tags.Select(WellFormed)];
    }

    /// <summary>The name of a level in the protocol.</summary>
    public static string LevelName(ErrorLevel level) => level switch
    {
        ErrorLevel.Debug => "debug",
        ErrorLevel.Info => "info",
        ErrorLevel.Warning => "warning",
        ErrorLevel.Fatal => "fatal",
        _ => "error",
    };

    private static void AddMechanism(List<EventTag> tags, ErrorEvent errorEvent)
    {
        var mechanism = errorEvent.Exceptions.LastOrDefault()?.Mechanism;
        Add(tags, "mechanism", mechanism?.Type);
        Add(tags, "handled", mechanism?.IsHandled is { } handled ? handled ? "yes" : "no" : null);
    }

    private static void AddVersioned(List<EventTag> tags, string context, ErrorEvent errorEvent)
    {
        var found = errorEvent.Context(context);
        if (!found.HasValue || JsonObjects.FindText(found, "name") is not { Length: > 0 } name)
        {
            return;
        }

        Add(tags, $"{context}.name", name);
        Add(tags, context, JsonObjects.FindText(found, "version") is { Length: > 0 } version ? $"{name} {version}" : name);
    }

    /// <summary>A value is one line of at most 200 characters.</summary>
    private static void Add(List<EventTag> tags, string key, string? value)
    {
        var line = value?.ReplaceLineEndings(" ").Trim();
        if (!string.IsNullOrEmpty(line) && !Has(tags, key))
        {
            tags.Add(new EventTag { Key = key, Value = Texts.Cut(line, MaxLength) });
        }
    }

    private static bool Has(List<EventTag> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same tag when its texts are sound.</summary>
    private static EventTag WellFormed(EventTag tag)
    {
        var (key, value) = (Texts.WellFormed(tag.Key), Texts.WellFormed(tag.Value));
        return ReferenceEquals(key, tag.Key) && ReferenceEquals(value, tag.Value) ? tag : new EventTag { Key = key, Value = value };
    }
}
