using System.ComponentModel;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

internal sealed record SentryServerDocument
{
    [Description("The server, such as https://sentry.example.com/; or the address of the project at its API, which then names organization and project.")]
    public string? Address { get; init; }

    [Description("The organization's slug.")]
    public string? Organization { get; init; }

    [Description("The project's slug.")]
    public string? Project { get; init; }

    [Description("The project's number there, checked beside the slug; may be left out.")]
    public string? ProjectId { get; init; }

    [Description("What people call the project there; may be left out.")]
    public string? ProjectName { get; init; }

    public static SentryServerDocument Of(SentryConnection sentry) => new()
    {
        Address = sentry.Address.AbsoluteUri,
        Organization = sentry.Organization,
        Project = sentry.Project,
        ProjectId = sentry.ProjectId,
        ProjectName = sentry.ProjectName,
    };

    /// <summary>The connection; null when the address is none.</summary>
    public SentryConnection? ToConnection() => Uri.TryCreate(Address, UriKind.Absolute, out var address)
        ? new SentryConnection { Address = address, Organization = Organization ?? "", Project = Project ?? "", ProjectId = ProjectId, ProjectName = ProjectName }
        : null;
}
