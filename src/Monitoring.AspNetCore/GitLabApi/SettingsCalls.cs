using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>
/// The settings of error tracking: <c>active</c> is whether the feature is on in the project, which owners switch; <c>integrated</c> is which back end it has, which maintainers
/// choose. There are settings always, so that GitLab's 404 for a project without any does not occur.
/// </summary>
internal static class SettingsCalls
{
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => GitLabProjects.WithProjectAsync(call, (project, _) => ShowAsync(call, project));

    /// <summary>Needs <c>active</c>; <c>integrated</c> may be left out.</summary>
    public static ValueTask<ApiAnswer> ToggleAsync(ApiCall call) => ChangeAsync(call, needsIntegrated: false);

    /// <summary>Needs both.</summary>
    public static ValueTask<ApiAnswer> PutAsync(ApiCall call) => ChangeAsync(call, needsIntegrated: true);

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call, bool needsIntegrated) => GitLabProjects.WithProjectAsync(call, async (project, version) =>
    {
        if (GitLabParameters.Read(call) is not { } parameters)
        {
            return GitLabAnswer.Error(StatusCodes.Status400BadRequest, "the body is no JSON and no form");
        }

        if (!parameters.TryFlag("active", isRequired: true, out var active, out var problem) || !parameters.TryFlag("integrated", needsIntegrated, out var integrated, out problem))
        {
            return problem!;
        }

        // What needs the lower role comes first, and refuses who has not even that. As with GitLab, who chooses the integrated back end gets a key for it.
        var refusal = await ChooseAsync(call, project, integrated) ?? (integrated == true ? await KeyCalls.EnsureAsync(call, project.Id) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        if (project.Has(Feature.ErrorTracking) == active)
        {
            return await ShowAsync(call, project);
        }

        ImmutableArray<Feature> features = active == true ? [.. project.Features, Feature.ErrorTracking] : project.Features.Remove(Feature.ErrorTracking);
        var switched = await call.Service<IProjectDirectory>().SetFeaturesAsync(call.Actor, project.Id, features, version, call.Cancellation);
        return switched.Outcome == CommandOutcome.Done ? await ShowAsync(call, switched.Value!) : GitLabAnswer.Refusal(switched);
    });

    private static async ValueTask<ApiAnswer> ShowAsync(ApiCall call, Project project)
    {
        var settings = await call.Service<IErrorTrackingBackendSettings>().GetAsync(call.Actor, project.Id, call.Cancellation);
        return settings.Value is { } found && settings.Outcome == CommandOutcome.Done
            ? ApiAnswer.Ok(GitLabSettingsDocument.Of(project, found), GitLabJson.Default.GitLabSettingsDocument)
            : GitLabAnswer.Refusal(settings);
    }

    /// <summary>Chooses the back end if another one is wanted; the Sentry server and its token stay as they are.</summary>
    private static async ValueTask<ApiAnswer?> ChooseAsync(ApiCall call, Project project, bool? integrated)
    {
        var settings = call.Service<IErrorTrackingBackendSettings>();
        var present = await settings.GetAsync(call.Actor, project.Id, call.Cancellation);
        if (present.Outcome != CommandOutcome.Done)
        {
            return GitLabAnswer.Refusal(present);
        }

        var kind = integrated switch { true => BackendKind.Integrated, false => BackendKind.Sentry, null => present.Value!.Kind };
        if (kind == present.Value!.Kind)
        {
            return null;
        }

        // GitLab lets a project be neither integrated nor connected; here it needs a server first.
        if (kind == BackendKind.Sentry && present.Value.Sentry is null)
        {
            return GitLabAnswer.Error(StatusCodes.Status400BadRequest, "integrated cannot be false before a Sentry server is set; set it by the product API");
        }

        var change = new BackendSettingsChange { Kind = kind, Sentry = present.Value.Sentry };
        var changed = await settings.ReplaceAsync(call.Actor, project.Id, change, present.Version, call.Cancellation);
        return changed.Outcome == CommandOutcome.Done ? null : GitLabAnswer.Refusal(changed);
    }
}
