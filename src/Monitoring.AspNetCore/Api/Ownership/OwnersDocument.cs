using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Ownership;

namespace Monitoring.AspNetCore.Api.Ownership;

[Description("The owners of an event, and the line that says so.")]
internal sealed record OwnersDocument
{
    [Description("Empty when no line fits, or when the one that does names nobody.")]
    public required ImmutableArray<string> Owners { get; init; }

    [Description("The line as it was written, or null.")]
    public required string? Rule { get; init; }

    [Description("Which text the line stands in: rules or codeOwners; null when none fits.")]
    public required string? Source { get; init; }

    [Description("The number of the line in its text, from 1, or null.")]
    public required int? Line { get; init; }

    [Description("What of the event fits the line.")]
    public required string? Matched { get; init; }

    public static OwnersDocument Of(IssueOwners owners) => new()
    {
        Owners = owners.Owners,
        Rule = owners.Rule,
        Source = owners.Rule is null ? null : owners.IsCodeOwners ? "codeOwners" : "rules",
        Line = owners.Rule is null ? null : owners.Line,
        Matched = owners.Matched,
    };
}
