using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>An issue as people see it.</summary>
public sealed record Issue
{
    /// <summary>What the store knows of it.</summary>
    public required IssueRow Row { get; init; }

    /// <summary>The project's slug in capitals, a dash and the number, such as <c>SHOP-12</c>.</summary>
    public required string ShortId { get; init; }
}
