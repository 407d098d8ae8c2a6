using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.Core.Seeding;

/// <summary>Sees to it, before the host serves, that the wanted projects are there with their keys and owners.</summary>
internal sealed class ProjectSeeding(
    IEnumerable<ProjectSeed> seeds, IProjectDirectory projects, IClientKeyDirectory keys, IMemberDirectory members, ILogger<ProjectSeeding> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var seed in seeds)
        {
            var project = await EnsureProjectAsync(seed, cancellationToken).ConfigureAwait(false);
            await EnsureOwnersAsync(seed, project, cancellationToken).ConfigureAwait(false);
            await EnsureKeyAsync(seed, project, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async ValueTask<ProjectId> EnsureProjectAsync(ProjectSeed seed, CancellationToken cancellationToken)
    {
        if (await projects.FindByPathAsync(seed.Path, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found.Id;
        }

        var created = await projects
            .CreateAsync(Actor.System, seed.Path, seed.Name ?? seed.Path, seed.Id, [.. seed.Features], cancellationToken).ConfigureAwait(false);
        if (created.Outcome == CommandOutcome.Conflict
            && await projects.FindByPathAsync(seed.Path, cancellationToken).ConfigureAwait(false) is { } ofAnotherHost)
        {
            return ofAnotherHost.Id;
        }

        return Done(seed, created).Id;
    }

    private async ValueTask EnsureOwnersAsync(ProjectSeed seed, ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var owner in seed.Owners)
        {
            if (await members.FindRoleAsync(project, owner, cancellationToken).ConfigureAwait(false) is null)
            {
                var member = new Member { ProjectId = project, ActorId = owner, Role = Role.Owner };
                Done(seed, await members.SetAsync(Actor.System, member, null, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private async ValueTask EnsureKeyAsync(ProjectSeed seed, ProjectId project, CancellationToken cancellationToken)
    {
        if (await HasKeyAsync(seed, project, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var settings = new ClientKeySettings { Label = "Default" };
        var created = await keys.CreateAsync(Actor.System, project, settings, seed.PublicKey, cancellationToken).ConfigureAwait(false);
        var isOfAnotherHost = created.Outcome == CommandOutcome.Conflict && await HasKeyAsync(seed, project, cancellationToken).ConfigureAwait(false);
        if (!isOfAnotherHost)
        {
            Log.KeySeeded(logger, seed.Path, project, Done(seed, created).PublicKey);
        }
    }

    private async ValueTask<bool> HasKeyAsync(ProjectSeed seed, ProjectId project, CancellationToken cancellationToken)
    {
        if (!seed.PublicKey.IsDefault)
        {
            return await keys.FindAsync(seed.PublicKey, cancellationToken).ConfigureAwait(false) is { } key
                && (key.ProjectId == project ? true : throw Failed(seed, $"The key {key.PublicKey} belongs to project {key.ProjectId}."));
        }

        var page = Done(seed, await keys.ListAsync(Actor.System, project, 1, null, cancellationToken).ConfigureAwait(false));
        return !page.Items.IsEmpty;
    }

    private static T Done<T>(ProjectSeed seed, CommandResult<T> result)
        where T : class => result.Outcome == CommandOutcome.Done ? result.Value! : throw Failed(seed, result.Reason);

    private static MonitoringException Failed(ProjectSeed seed, string? reason) => new($"AddProject(\"{seed.Path}\") failed: {reason}");
}
