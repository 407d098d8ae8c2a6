using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>An issue as people see it.</summary>
public sealed record Issue
{
    /// <summary>What the store knows of it, with its state as it is now.</summary>
    public required IssueRow Row { get; init; }

    /// <summary>The project's slug in capitals, a dash and the number, such as <c>SHOP-12</c>.</summary>
    public required string ShortId { get; init; }

    internal static Issue Of(Project? project, IssueRow row, DateTimeOffset now) => new()
    {
        Row = row with { State = IssueLifecycle.At(row.State, now) },
        ShortId = project is null ? row.Id.ToString() : ShortIds.Format(project, row),
    };
}
