using System.Collections.Immutable;
using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredScrubbingSettings(
    IDocumentStore store, ProjectScrubbing scrubbing, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IScrubbingSettings
{
    private const int MaxAttempts = 16;

    private static readonly ScrubbingSettings Initial = new();

    public ImmutableArray<ScrubbingProblem> Check(ScrubbingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return SettingsCheck.Find(settings);
    }

    public async ValueTask<CommandResult<ScrubbingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<ScrubbingSettings>(decision);
        }

        var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value.Settings ?? Initial, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<ScrubbingSettings>> ReplaceAsync(
        Actor actor, ProjectId project, ScrubbingSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<ScrubbingSettings>(decision);
        }

        if (FindFault(settings) is { } fault)
        {
            return CommandResults.Invalid<ScrubbingSettings>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value.Settings;
            var version = stored?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", before ?? Initial, version);
            }

            if (settings.Equals(before ?? Initial))
            {
                return CommandResults.Done(settings, version);
            }

            if (await CommitAsync(actor, project, before, settings, version, cancellationToken).ConfigureAwait(false) is { } done)
            {
                scrubbing.Forget(project);
                return done;
            }
        }

        return CommandResults.Conflict<ScrubbingSettings>("The settings are changed by others all the time; try again.");
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
        if (FindFault(tried) is { } fault)
        {
            return CommandResults.Invalid<ScrubbingTrial>(fault);
        }

        var scrubber = await scrubbing.CompileAsync(project, tried, cancellationToken).ConfigureAwait(false);
        return scrubber.Scrub(eventJson) is { } scrubbed
            ? CommandResults.Done(new ScrubbingTrial { Event = scrubbed.Json, IsChanged = scrubbed.IsChanged })
            : CommandResults.Invalid<ScrubbingTrial>("event: is no JSON.");
    }

    private static string? FindFault(ScrubbingSettings settings) =>
        SettingsCheck.Find(settings) is [var problem, ..]
            ? $"{problem.Place}: line {problem.Line}, column {problem.Column}: {problem.Message}"
            : null;

    private ValueTask<Versioned<ScrubbingSettingsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), ScrubbingDocuments.Settings, ScrubbingSettingsDocument.Key, cancellationToken);

    private async ValueTask<CommandResult<ScrubbingSettings>?> CommitAsync(
        Actor actor, ProjectId project, ScrubbingSettings? before, ScrubbingSettings after, long version, CancellationToken cancellationToken)
    {
        var put = ScrubbingDocuments.Settings.Put(new ScrubbingSettingsDocument { Settings = after }, version);
        var entry = audit.Prepare(AuditEntry.Of(actor, project, "scrubbing.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = Text(after),
        });
        var result = await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [put, entry] }, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after, result.Versions[0]) : null;
    }

    private static string Text(ScrubbingSettings settings) =>
        Encoding.UTF8.GetString(ScrubbingDocuments.Settings.Serialize(new ScrubbingSettingsDocument { Settings = settings }).Span);
}
