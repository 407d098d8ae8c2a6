
namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>What belongs to an issue beside what the error store keeps, and goes with it when it is deleted or expires. Registered as services.</summary>
internal interface IIssueBelongings
{
    /// <summary>Removes all that belongs to an issue that is gone; called again when that fails.</summary>
    ValueTask ForgetAsync(ProjectId project, IssueId issue, CancellationToken cancellationToken);
}
