namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>The status of an organisation: what is shown is active.</summary>
internal sealed record StatusDocument
{
    public string Id { get; } = "active";

    public string Name { get; } = "active";
}
