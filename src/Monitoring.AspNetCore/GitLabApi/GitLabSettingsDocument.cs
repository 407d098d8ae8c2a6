using Monitoring.ErrorTracking.Backends;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.GitLabApi;

internal sealed record GitLabSettingsDocument
{
    /// <summary>Whether error tracking is switched on in the project.</summary>
    public required bool Active { get; init; }

    public required string? ProjectName { get; init; }

    public required string? SentryExternalUrl { get; init; }

    public required string? ApiUrl { get; init; }

    public required bool Integrated { get; init; }

    public static GitLabSettingsDocument Of(Project project, BackendSettings settings)
    {
        var sentry = settings.Sentry;
        var path = sentry is null ? "" : $"{Uri.EscapeDataString(sentry.Organization)}/{Uri.EscapeDataString(sentry.Project)}";
        return new GitLabSettingsDocument
        {
            Active = project.Has(Feature.ErrorTracking),
            ProjectName = sentry?.ProjectName ?? sentry?.Project,
            SentryExternalUrl = sentry is null ? null : $"{sentry.Address.AbsoluteUri}{path}",
            ApiUrl = sentry is null ? null : $"{sentry.Address.AbsoluteUri}api/0/projects/{path}",
            Integrated = settings.Kind == BackendKind.Integrated,
        };
    }
}
