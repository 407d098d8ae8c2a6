using System.ComponentModel;
using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("A part of what an event is grouped by: a value, or a list of parts.")]
internal sealed record ComponentDocument
{
    [Description("What it is, such as stacktrace, frame or function.")]
    public required string Id { get; init; }

    public required bool Contributes { get; init; }

    [Description("Why it counts or not, such as the rule that decided.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ComponentDocument>? Components { get; init; }

    public static ComponentDocument Of(GroupingComponent component) => new()
    {
        Id = component.Id,
        Contributes = component.Contributes,
        Hint = component.Hint,
        Value = component.Value,
        Components = component.Components.IsEmpty ? null : [.. component.Components.Select(Of)],
    };
}
