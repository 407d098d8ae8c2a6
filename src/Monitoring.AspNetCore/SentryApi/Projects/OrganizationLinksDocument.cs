namespace Monitoring.AspNetCore.SentryApi.Projects;

internal sealed record OrganizationLinksDocument
{
    public required string OrganizationUrl { get; init; }

    public required string RegionUrl { get; init; }
}
