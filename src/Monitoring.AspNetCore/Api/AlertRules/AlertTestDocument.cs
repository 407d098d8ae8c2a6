using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("When a rule would have fired.")]
internal sealed record AlertTestDocument
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    [Description("How exact instants and windows are; PT0S when they are exact.")]
    public required TimeSpan Resolution { get; init; }

    [Description("How often it would have fired.")]
    public required int Count { get; init; }

    [Description("About how many things.")]
    public required int Subjects { get; init; }

    [Description("How many further firings the storm guard would have held back.")]
    public required int Held { get; init; }

    public required string Summary { get; init; }

    [Description("The firings in the order of time, the first 500.")]
    public required ImmutableArray<AlertFiringDocument> Firings { get; init; }

    [Description("Whether something could not be known.")]
    public required bool Partial { get; init; }

    [Description("What could not be known.")]
    public required ImmutableArray<string> Unknown { get; init; }

    public static AlertTestDocument Of(AlertTestResult result) => new()
    {
        From = result.From,
        To = result.To,
        Resolution = result.Resolution,
        Count = result.Count,
        Subjects = result.Subjects,
        Held = result.Held,
        Summary = result.Summary,
        Firings = [.. result.Firings.Select(AlertFiringDocument.Of)],
        Partial = result.IsPartial,
        Unknown = result.Unknown,
    };
}
