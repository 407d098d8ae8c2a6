using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>Keeps the rules as a document of the project, and says by them who owns what.</summary>
internal sealed class StoredOwnership(
    SettingsCommands commands,
    IErrorStore errors,
    ProjectOwners owners,
    ProjectScrubbing scrubbing,
    IssueAccess issues,
    SymbolSource symbols,
    TimeProvider timeProvider) : IOwnership
{
    private const int EventsToTry = 25;

    private readonly StoredEventReader _reader = new(symbols);

    public ValueTask<CommandResult<OwnershipSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(OwnershipDocuments.Kind, actor, project, cancellationToken);

    public async ValueTask<CommandResult<OwnershipSettings>> ReplaceAsync(
        Actor actor, ProjectId project, OwnershipSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(OwnershipDocuments.Kind, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        owners.Forget(project);
        return result;
    }

    public async ValueTask<CommandResult<IssueOwners>> TryAsync(
        Actor actor, ProjectId project, ReadOnlyMemory<byte> eventJson, OwnershipSettings? settings, CancellationToken cancellationToken)
    {
        var present = await GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return present.Fail<OwnershipSettings, IssueOwners>();
        }

        var rules = OwnerRuleReader.Read(settings ?? present.Value, out var fault);
        if (fault is not null)
        {
            return CommandResults.Invalid<IssueOwners>(fault);
        }

        // As with a stored event: rules see what is left after scrubbing.
        var scrubber = await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false);
        var read = _reader.Read(scrubber.Scrub(eventJson)?.Json ?? eventJson, timeProvider.GetUtcNow(), timeProvider);
        return read.Event is { } errorEvent
            ? CommandResults.Done(await owners.FindAsync(project, rules, errorEvent, cancellationToken).ConfigureAwait(false))
            : CommandResults.Invalid<IssueOwners>(read.Message ?? "event: cannot be read.");
    }

    public async ValueTask<CommandResult<IssueOwners>> FindOwnersAsync(Actor actor, IssueId issue, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, IssueOwners>();
        }

        var newest = await errors.ListEventsAsync(new EventQuery { IssueId = row.Id, Limit = EventsToTry }, cancellationToken).ConfigureAwait(false);
        foreach (var listed in newest.Items)
        {
            if (await ReadAsync(row.ProjectId, listed.Event.EventId, cancellationToken).ConfigureAwait(false) is { } errorEvent)
            {
                return CommandResults.Done(await owners.FindAsync(row.ProjectId, errorEvent, cancellationToken).ConfigureAwait(false));
            }
        }

        return CommandResults.NotFound<IssueOwners>($"None of the newest {EventsToTry} events of issue {row.Id} was kept with its payload.");
    }

    /// <summary>Reads a stored event; null when its payload was not kept.</summary>
    public async ValueTask<ErrorEvent?> ReadAsync(ProjectId project, EventId id, CancellationToken cancellationToken) =>
        await errors.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) is { } stored
            ? await _reader.ReadAsync(stored.Event, cancellationToken).ConfigureAwait(false)
            : null;
}
