using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("What a rule is about. All that is said must hold; what is left out holds always.")]
internal sealed record AlertConditionsDocument
{
    [Description("What the issue must be like, in the language of the issue search.")]
    public string? Query { get; init; }

    [Description("The environments whose events, check-ins or sessions count; at most 20, none for all.")]
    public ImmutableArray<string> Environments { get; init; }

    [Description("Of monitorFailure: the monitors, by their names in check-ins; none for all.")]
    public ImmutableArray<string> Monitors { get; init; }

    [Description("Of crashFree: the release; each by itself when it is left out.")]
    public string? Release { get; init; }

    [Description("debug, info, warning, error or fatal: how bad the issue must be at least.")]
    public string? MinLevel { get; init; }

    [Description("How long ago the issue must have been seen first at least.")]
    public TimeSpan? MinAge { get; init; }

    [Description("How long ago the issue may have been seen first at most.")]
    public TimeSpan? MaxAge { get; init; }

    [Description("Whether only the latest release of its kind counts.")]
    public bool? LatestReleaseOnly { get; init; }

    [Description("any, assigned or unassigned.")]
    public string? Assignment { get; init; }

    [Description("The statuses that an issue may have: unresolved when it is left out, so that an ignored issue is silent.")]
    public ImmutableArray<string> Statuses { get; init; }

    public static AlertConditionsDocument Of(AlertConditions conditions) => new()
    {
        Query = conditions.Query,
        Environments = conditions.Environments,
        Monitors = conditions.Monitors,
        Release = conditions.Release,
        MinLevel = conditions.MinLevel is { } level ? Words.Of(level) : null,
        MinAge = conditions.MinAge,
        MaxAge = conditions.MaxAge,
        LatestReleaseOnly = conditions.LatestReleaseOnly,
        Assignment = AlertWords.Of(conditions.Assignment),
        Statuses = [.. conditions.Statuses.Select(AlertWords.Of)],
    };

    /// <summary>The conditions; null with the reason when they cannot be read.</summary>
    public AlertConditions? Read(out string fault)
    {
        var assignment = AlertAssignment.Any;
        ErrorLevel level = default;
        var statuses = new List<IssueStatus>();
        fault = "";
        if (Assignment is not null && !Words.TryParse(Assignment, out assignment))
        {
            fault = "conditions.assignment: must be any, assigned or unassigned.";
        }
        else if (MinLevel is not null && !Words.TryParse(MinLevel, out level))
        {
            fault = "conditions.minLevel: must be debug, info, warning, error or fatal.";
        }

        foreach (var word in Statuses.IsDefault ? [] : Statuses)
        {
            if (!Words.TryParse<IssueStatus>(word, out var status))
            {
                fault = $"conditions.statuses: must be of {string.Join(", ", Words.Statuses)}.";
            }

            statuses.Add(status);
        }

        return fault.Length > 0 ? null : new AlertConditions
        {
            Query = Query ?? "",
            Environments = Environments,
            Monitors = Monitors,
            Release = Release,
            MinLevel = MinLevel is null ? null : level,
            MinAge = MinAge,
            MaxAge = MaxAge,
            LatestReleaseOnly = LatestReleaseOnly ?? false,
            Assignment = assignment,
            Statuses = Statuses.IsDefault ? [IssueStatus.Unresolved] : [.. statuses],
        };
    }
}
