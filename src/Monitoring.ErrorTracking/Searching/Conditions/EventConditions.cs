using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>Conditions on events.</summary>
internal sealed class EventConditions(QueryContext context) : QueryCompiler<EventFilter>(context)
{
    protected override EventFilter All(ImmutableArray<EventFilter> conditions) => new EventFilter.All { Filters = conditions };

    protected override EventFilter Any(ImmutableArray<EventFilter> conditions) => new EventFilter.Any { Filters = conditions };

    protected override EventFilter Not(EventFilter condition) => new EventFilter.Not { Filter = condition };

    protected override EventFilter Contains(string text) => new EventFilter.ContainsText { Text = text };

    protected override EventFilter Tag(string key, TextPattern value) => new EventFilter.HasTag { Key = key, Value = value };

    protected override EventFilter Level(ErrorLevel level) => new EventFilter.HasLevel { Level = level };

    protected override EventFilter? Has(QueryKey key) => FieldOf(key) is { } field ? Field(field, TextPattern.Any) : null;

    protected override EventFilter? Own(QueryKey key, QueryNode.Term term, QueryValue value) => key switch
    {
        QueryKey.Timestamp => Instants(term, value, Happened),
        QueryKey.Release => Release(term, value, pattern => Field(EventField.Release, pattern)),
        _ when FieldOf(key) is { } field => Text(term, value, pattern => Field(field, Id(field, pattern))),
        _ => Fail(term.Position, $"'{term.Key}' can be asked of issues, not of events."),
    };

    private static EventField? FieldOf(QueryKey key) => key switch
    {
        QueryKey.Type => EventField.Type,
        QueryKey.Platform => EventField.Platform,
        QueryKey.Release => EventField.Release,
        QueryKey.Environment => EventField.Environment,
        QueryKey.Service => EventField.Service,
        QueryKey.Title => EventField.Title,
        QueryKey.Culprit => EventField.Culprit,
        QueryKey.Id => EventField.Id,
        QueryKey.Trace => EventField.Trace,
        _ => null,
    };

    /// <summary>Ids are written with dashes, too.</summary>
    private static TextPattern Id(EventField field, TextPattern pattern) => field is EventField.Id or EventField.Trace && pattern.IsExact
        ? pattern.Parts[0].Replace("-", "", StringComparison.Ordinal)
        : pattern;

    private static EventFilter.HasField Field(EventField field, TextPattern value) => new() { Field = field, Value = value };

    private static EventFilter.Happened Happened(TickRange range) => new() { From = Instant(range.Min), To = Instant(range.Max) };

    private static DateTimeOffset Instant(long ticks) => new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
