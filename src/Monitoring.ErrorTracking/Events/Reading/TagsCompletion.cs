using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Completes the tags by attributes that became tags, takes out those that became attributes, and sorts them.</summary>
internal static class TagsCompletion
{
    public static ImmutableArray<EventTag> Complete(EventDraft draft, ref string? environment, EventScope scope)
    {
        var tags = draft.Tags ?? [];
        scope.Enter("tags");
        AddAbsent(tags, "server_name", draft.ServerName, scope);
        AddAbsent(tags, "site", draft.Site, scope);
        scope.Leave();
        var tagged = tags.Find(tag => tag.Key == "environment");
        if (tagged is not null)
        {
            environment ??= EventNames.Environment(tagged.Value, scope);
            tags.RemoveAll(tag => tag.Key == "environment");
        }

        return Sort(tags);
    }

    private static void AddAbsent(List<EventTag> tags, string key, string? value, EventScope scope)
    {
        if (!string.IsNullOrEmpty(value) && !tags.Exists(tag => tag.Key == key))
        {
            TagsReader.Add(tags, key, value, scope);
        }
    }

    private static ImmutableArray<EventTag> Sort(List<EventTag> tags)
    {
        var sorted = tags.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        order.AsSpan().Sort((left, right) => string.CompareOrdinal(sorted[left].Key, sorted[right].Key) is var byKey and not 0 ? byKey : left - right);
        var result = ImmutableArray.CreateBuilder<EventTag>(sorted.Length);
        foreach (var index in order)
        {
            if (result.Count == 0 || result[^1].Key != sorted[index].Key)
            {
                result.Add(sorted[index]);
            }
        }

        return result.DrainToImmutable();
    }
}
