using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record ActivityStateDocument
{
    [Description("The status; null of an assignment.")]
    public required string? Status { get; init; }

    [Description("The substatus; null of an assignment, or when there is none.")]
    public required string? Substatus { get; init; }

    [Description("The conditions of the status, and why it came about.")]
    public required IssueConditions? StatusDetails { get; init; }

    [Description("Of an assignment: the assignee, or null for nobody.")]
    public required string? Assignee { get; init; }
}
