namespace Monitoring.Core.Projects;

/// <summary>
/// How many owners a project has. Each change of a member also writes this document, so that two changes at once cannot
/// take both last owners away.
/// </summary>
internal sealed record Membership
{
    public required ProjectId ProjectId { get; init; }

    public required int Owners { get; init; }
}
