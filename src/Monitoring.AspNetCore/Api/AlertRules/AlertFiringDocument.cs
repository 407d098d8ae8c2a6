using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("Something that a rule fired for.")]
internal sealed record AlertFiringDocument
{
    public required string Id { get; init; }

    public required string? IssueId { get; init; }

    [Description("The issue's title, or the monitor's name.")]
    public required string? Title { get; init; }

    [Description("The monitor's name in check-ins.")]
    public required string? Monitor { get; init; }

    public required string? Release { get; init; }

    public required string? Environment { get; init; }

    public required string? Service { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    [Description("When it ended; null while it goes on, and for what has no end.")]
    public required DateTimeOffset? EndedAt { get; init; }

    [Description("recovered, issueChanged or ruleChanged; null when it has not ended.")]
    public required string? End { get; init; }

    [Description("Whether it ends at all: what happens in a moment does not.")]
    public required bool HasEnd { get; init; }

    [Description("What was observed.")]
    public required double? Value { get; init; }

    [Description("The bound that was crossed.")]
    public required double? Threshold { get; init; }

    public required string Reason { get; init; }

    [Description("How often it would have fired since it fired before, but was in its cooldown, muted or held.")]
    public required long Suppressed { get; init; }

    [Description("Where to look, relative to the dashboard.")]
    public required string Link { get; init; }

    public static AlertFiringDocument Of(AlertFiring firing) => new()
    {
        Id = firing.Id.ToString(),
        IssueId = firing.Subject.IssueId?.ToString(),
        Title = firing.Subject.Title,
        Monitor = firing.Subject.MonitorSlug,
        Release = firing.Subject.Release,
        Environment = firing.Subject.Environment,
        Service = firing.Subject.Service,
        StartedAt = firing.StartedAt,
        EndedAt = firing.EndedAt,
        End = AlertWords.Of(firing.End),
        HasEnd = firing.HasEnd,
        Value = firing.Value,
        Threshold = firing.Threshold,
        Reason = firing.Reason,
        Suppressed = firing.Suppressed,
        Link = firing.Subject.LinkPath,
    };
}
