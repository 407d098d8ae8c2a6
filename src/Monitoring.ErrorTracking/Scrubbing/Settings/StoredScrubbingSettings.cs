using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>Keeps the settings as a document of the project, and tries them on events.</summary>
internal sealed class StoredScrubbingSettings(SettingsCommands commands, ProjectScrubbing scrubbing) : IScrubbingSettings
{
    public ImmutableArray<ScrubbingProblem> Check(ScrubbingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return SettingsCheck.Find(settings);
    }

    public ValueTask<CommandResult<ScrubbingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(ScrubbingDocuments.Settings, actor, project, cancellationToken);

    public async ValueTask<CommandResult<ScrubbingSettings>> ReplaceAsync(
        Actor actor, ProjectId project, ScrubbingSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(ScrubbingDocuments.Settings, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        scrubbing.Forget(project);
        return result;
    }

    public async ValueTask<CommandResult<ScrubbingTrial>> TryAsync(
        Actor actor, ProjectId project, ReadOnlyMemory<byte> eventJson, ScrubbingSettings? settings, CancellationToken cancellationToken)
    {
        var present = await GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return present.Fail<ScrubbingSettings, ScrubbingTrial>();
        }

        var tried = settings ?? present.Value;
        if (ScrubbingDocuments.FindFault(tried) is { } fault)
        {
            return CommandResults.Invalid<ScrubbingTrial>(fault);
        }

        var scrubber = await scrubbing.CompileAsync(project, tried, cancellationToken).ConfigureAwait(false);
        return scrubber.Scrub(eventJson) is { } scrubbed
            ? CommandResults.Done(new ScrubbingTrial { Event = scrubbed.Json, IsChanged = scrubbed.IsChanged })
            : CommandResults.Invalid<ScrubbingTrial>("event: is no JSON.");
    }
}
