using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.Api.Events;

/// <summary>A list of events, and what was looked through when it is the answer to a search.</summary>
internal sealed record FoundEventsDocument
{
    [Description("The items of this page.")]
    public required ImmutableArray<EventDocument> Items { get; init; }

    [Description("What to pass as cursor for the next page, with the same query, from and to; null when this is the last.")]
    public required string? Next { get; init; }

    [Description("The beginning of the range that was looked through, inclusive; left out of a list that is no search.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    [Description("The end of the range, exclusive; left out of a list that is no search.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? To { get; init; }

    [Description("Whether these may not be all: no 'from' was given, or the store stopped looking and 'next' goes on; left out of a list that is no search.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Partial { get; init; }

    public static FoundEventsDocument Of(FoundEvents found) => new()
    {
        Items = [.. found.Items.Select(stored => EventDocument.Of(stored, default))],
        Next = found.Next,
        From = found.From,
        To = found.To,
        Partial = found.IsPartial,
    };
}
